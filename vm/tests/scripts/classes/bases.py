# What may and what may not be a base.

class Ok(object):
    pass


class Deep(Ok):
    pass


for base in (int, str, list, dict, tuple, set, Exception, object, float, bytes):

    class Made(base):
        pass

    print(Made.__bases__[0].__name__ if Made.__bases__ else "none", issubclass(Made, base), end="; ")
print()
for base in (1, None, Ok(), bool, type(None), range):
    try:

        class Bad(base):
            pass

        print("made")
    except TypeError as error:
        print("TypeError", error)
def computed():
    print("computed")
    return Ok


class FromCall(computed()):
    pass


print(issubclass(FromCall, Ok))
