# An empty bytearray has nothing in it, not even an empty part.
for empty in bytearray(), bytearray(b""), bytearray(0), bytearray(b"ab")[1:1]:
    print(empty.find(b""), empty.rfind(empty), empty.count(b""), empty.startswith(b""), b"" in empty)
    for search in empty.index, empty.rindex:
        try:
            print(search(b""))
        except ValueError as e:
            print(e)
full = bytearray(b"ab")
print(full.find(b""), full.rfind(b""), full.index(bytearray()), b"" in full, full.find(b"", 2))
print(b"".find(b""), b"".rfind(bytearray()), b"" in b"", bytearray() in b"", "".index(""))
