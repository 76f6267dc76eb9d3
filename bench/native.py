# Times programs on the interpreter that runs this file, MicroPython or CPython. Arguments, output
# and clock are those of npm/timing.mjs.

import gc
import sys
import time

SCHEDULE = "/proc/self/schedstat"


def now():
    """Milliseconds since some moment."""
    # The kernel brings the figure up to date when the thread pauses.
    time.sleep(0.001)
    try:
        with open(SCHEDULE) as file:
            return int(file.read().split()[0]) / 1e6
    except OSError:
        return time.time() * 1000


def tell(name, figure):
    print(name, figure, file=sys.stderr)


def run(path):
    with open(path) as file:
        source = file.read()
    gc.collect()
    started = now()
    code = compile(source, path, "exec")
    tell("compile", now() - started)
    started = now()
    exec(code, {"__name__": "__main__"})
    tell("run", now() - started)


def main(runs, paths):
    for path in paths:
        tell("program", path)
        for _ in range(runs):
            # A line says that it is this one's turn.
            sys.stdin.readline()
            try:
                run(path)
            except Exception as error:
                tell("failed", type(error).__name__ + ": " + str(error))
                break
            finally:
                print("\x1e")


main(int(sys.argv[1]), sys.argv[2:])
