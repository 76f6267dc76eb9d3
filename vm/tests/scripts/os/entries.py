# ilistdir: what is in a folder, with types; paths may be bytes.
try:
    import os

    os.ilistdir
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

entries = list(os.ilistdir("."))
print(len(entries) > 0, sorted(set(type(entry).__name__ for entry in entries)))
print(set(entry[1] for entry in entries) <= {0x4000, 0x8000})
print(sorted(e[0] for e in entries) == sorted(os.listdir(".")) == sorted(e[0] for e in os.ilistdir()))
print(sorted(set(type(entry[0]).__name__ for entry in os.ilistdir(b"."))))
print(os.getcwd() != b"", os.stat(b".")[0] == os.stat(".")[0])
for path in ("missing", b"missing/too"):
    try:
        list(os.ilistdir(path))
    except OSError as error:
        print(path, type(error).__name__)
for wrong in (1, None, []):
    try:
        os.ilistdir(wrong)
    except TypeError as error:
        print("TypeError", error)
