# Which type a refusal names where a value, or a part of it, has no hash.
class List(list):
    pass


class Dict(dict):
    pass


class Tuple(tuple):
    pass


for value in ([{}], List([{}]), List(), Dict({1: []}), ([1],), Tuple([{}]), ((1, [2]), {}), Tuple([List()])):
    for use in (hash, lambda x: {x: 1}, lambda x: {x}):
        try:
            use(value)
        except TypeError as error:
            print(error)
