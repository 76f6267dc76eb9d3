# Many exceptions in a row: handlers leave nothing behind.

count = 0
for i in range(1000):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        elif i % 3 == 1:
            raise KeyError(i)
        [][i]
    except ValueError as error:
        count += error.args[0]
    except KeyError:
        continue
    except IndexError:
        count -= 1
    finally:
        count += 1
print(count)


def deep(n):
    try:
        if n == 0:
            raise ValueError("deep")
        deep(n - 1)
    finally:
        log.append(n)


log = []
try:
    deep(20)
except ValueError as error:
    print(error, log)


def chain(n):
    try:
        if n == 0:
            raise ValueError(0)
        chain(n - 1)
    except ValueError as error:
        raise ValueError(error.args[0] + n)


try:
    chain(30)
except ValueError as error:
    print(error)


def retry(times):
    attempts = 0
    while True:
        try:
            attempts += 1
            if attempts < times:
                raise OSError(attempts)
            return attempts
        except OSError as error:
            if error.errno > 50:
                raise


print(retry(5), retry(40))
try:
    retry(100)
except OSError as error:
    print("OSError", error.errno)
