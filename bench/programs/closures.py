# Closures: cells that are read and written, functions made in loops, lambdas and decorators.


def counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def compose(f, g):
    return lambda x: f(g(x))


def logged(calls):
    def wrap(function):
        def inner(*args):
            calls[0] += 1
            return function(*args)

        return inner

    return wrap


def main(rounds):
    calls = [0]

    @logged(calls)
    def add(a, b):
        return a + b

    counters = [counter(step) for step in range(1, 6)]
    pipeline = compose(lambda x: x + 1, compose(lambda x: x * 3, lambda x: x & 1023))
    total = 0
    for i in range(rounds):
        for advance in counters:
            total ^= advance()
        total = add(total, pipeline(i)) & 0xFFFFFF
    made = sum(compose(abs, lambda x: x - i)(3) for i in range(rounds // 4))
    return total, calls[0], made


print(main(70000))
