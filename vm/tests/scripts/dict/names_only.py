# A dict whose keys are all names does not ask other keys for their hash.


class Key:
    def __hash__(self):
        print("hash")
        return 1


def attempt(f):
    try:
        print(f())
    except (TypeError, KeyError) as e:
        print(type(e))


def delete(d, key):
    del d[key]


names = {"a": 1}
others = {"a": 1, 2: 3}
for d in (names, others):
    attempt(lambda: d[[]])
    attempt(lambda: d.get({}, "none"))
    attempt(lambda: [] in d)
    attempt(lambda: d.pop([], "none"))
    attempt(lambda: delete(d, []))
    attempt(lambda: d.get(Key()))
    attempt(lambda: d.setdefault([]))
del others[2]
attempt(lambda: others[[]])
attempt(lambda: [] in {"a"})
