# A program compiles at most 128 KiB of source while it runs, and imports at most 640 KiB of `.mpy`;
# an integer literal in such a source has at most 20000 characters.
# Cause: compiling is one step, and a program has to stop soon. No board has room for as much source.
# Workaround: import it in several parts; read long integers with `int()`.

for source in ("x = 1\n" * 40000, "x = " + "7" * 20001):
    try:
        exec(source)
        print("compiled")
    except MemoryError:
        print("MemoryError")
    except SyntaxError as e:
        print(e)
