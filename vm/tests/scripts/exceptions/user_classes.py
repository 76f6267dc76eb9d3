# Exceptions of the user's own: attributes, __init__, __str__, inheritance.

class AppError(Exception):
    pass


class Detailed(AppError):
    def __init__(self, code, text="unknown"):
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self):
        return "[%d] %s" % (self.code, self.text)


class Silent(ValueError):
    def __init__(self, *args):
        self.kept = args


for e in (AppError(), AppError("a"), AppError("a", 1), Detailed(5), Detailed(6, "six"), Silent(1, 2)):
    try:
        raise e
    except Exception as caught:
        print(type(caught).__name__, str(caught), repr(caught), caught.args, caught is e)
try:
    raise Detailed(7, text="seven")
except AppError as e:
    print(e.code, e.text, e)
try:
    raise Detailed
except TypeError as e:
    print("TypeError", e)
e = AppError("x")
e.extra = [1]
try:
    raise e
except AppError as caught:
    print(caught.extra)
print(issubclass(Detailed, AppError), issubclass(Silent, ValueError), Silent(3).kept)
try:
    raise Silent("v")
except ValueError as e:
    print(type(e).__name__, e.kept)


class Base(BaseException):
    pass


try:
    try:
        raise Base("base")
    except Exception:
        print("never")
except BaseException as e:
    print("BaseException", e)
