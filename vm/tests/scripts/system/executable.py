# sys.executable: the interpreter's own program file, which is none where there is no such file.
import sys

if not hasattr(sys, "executable"):
    print("SKIP")
    raise SystemExit
print(type(sys.executable), sys.executable[:1] in ("", "/"))
