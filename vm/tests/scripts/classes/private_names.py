# Names with underscores are names like others: nothing is mangled.

class A:
    __private = 1
    _protected = 2

    def __hidden(self):
        return "hidden"

    def call(self):
        return self.__hidden(), self.__private

    def set(self):
        self.__value = 5
        return self


a = A().set()
print(a.call(), a._protected, hasattr(a, "__private"), hasattr(a, "_A__private"), sorted(a.__dict__))
print(a.__hidden(), a.__value)


class B(A):
    __private = 10


print(B().call())
