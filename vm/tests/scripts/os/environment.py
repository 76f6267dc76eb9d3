# The environment of a process, the number of its last error, and noise.
try:
    import os

    os.getenv
    os.urandom
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, error.args


print(attempt(os.getenv, "PINWHEEL_A"), attempt(os.getenv, "PINWHEEL_A", 3))
print(attempt(os.putenv, "PINWHEEL_A", "one"), attempt(os.getenv, "PINWHEEL_A"))
print(attempt(os.putenv, "PINWHEEL_A", "two"), attempt(os.getenv, "PINWHEEL_A", 3))
print(attempt(os.unsetenv, "PINWHEEL_A"), attempt(os.getenv, "PINWHEEL_A"))
for name in ("", "a=b", 1, None):
    print(attempt(os.putenv, name, "x"), attempt(os.unsetenv, name), attempt(os.getenv, name))
print(attempt(os.putenv, "PINWHEEL_A", 1))
os.errno(5)
print(os.errno(), attempt(os.errno, "x"))
noise = os.urandom(16)
print(type(noise), len(noise), noise != os.urandom(16), os.urandom(0))
print(attempt(os.urandom, -1), attempt(os.urandom, "x"), attempt(os.urandom, 1.5))
