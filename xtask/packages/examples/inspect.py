# From the documentation of inspect: what kind of thing something is.
import inspect


class A:
    def method(self):
        pass


def generator():
    yield 1


print(inspect.isfunction(generator), inspect.isgeneratorfunction(generator), inspect.isgenerator(generator()))
print(inspect.isclass(A), inspect.ismethod(A().method), inspect.ismodule(inspect), inspect.isclass(A()))
print([name for name, value in inspect.getmembers(A()) if name == "method"])
