# Exceptions: raising, catching by class, finally, nesting, deep unwinding and `with`.


class Refused(Exception):
    pass


class Busy(Refused):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Guard:
    entered = 0

    def __enter__(self):
        Guard.entered += 1
        return self

    def __exit__(self, kind, value, trace):
        return kind is Refused


def check(i):
    if i % 5 == 0:
        raise Refused
    if i % 5 == 1:
        raise Busy(i % 7)
    return i


def deep(n):
    if n == 0:
        raise ValueError("bottom")
    deep(n - 1)


def main(n):
    total = cleaned = 0
    for i in range(n):
        try:
            total += check(i)
        except Busy as busy:
            total += busy.code
        except Refused:
            total -= 1
        finally:
            cleaned += 1
        with Guard():
            if i % 3 == 0:
                raise Refused
            total += 1
        try:
            {}[i]
        except (KeyError, IndexError):
            total += 2
        if i % 50 == 0:
            try:
                deep(20)
            except ValueError as error:
                total += len(str(error))
    return total & 0xFFFFFF, cleaned, Guard.entered


print(main(40000))
