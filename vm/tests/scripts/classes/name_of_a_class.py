# A class's __name__ is what it was made with; object.__new__ takes the class alone.


class A:
    pass


A.__name__ = "B"
print(A.__name__, A().__name__)


class Tag(str):
    def __new__(cls, text):
        return super().__new__(cls, text)


try:
    Tag("x")
except TypeError as error:
    print(error)
