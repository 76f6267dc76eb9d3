# The built-in format, where there is one, and str.format of a class.

print("{:5d}|{:<5}|{:>5.1f}".format(5, "a", 2.25), str.format("{} {}", 1, 2), "%s".__mod__("x") if hasattr("", "__mod__") else "-")
try:
    print(format(5), format(5, "04d"), format("a", ">3"), format(1.5, ".2f"), format(None))
except NameError as error:
    print("NameError", error)
table = [("name", "n"), ("apple", 5), ("fig", 12)]
for name, n in table:
    print("{:<8}|{:>4}".format(name, n), "%-8s|%4s" % (name, n), f"{name:<8}|{n:>4}")
print(", ".join("{}={!r}".format(k, v) for k, v in sorted({"a": 1, "b": "x"}.items())))
hours, minutes = 7, 5
print("%02d:%02d" % (hours, minutes), "{:02d}:{:02d}".format(hours, minutes), f"{hours:02}:{minutes:02}")
print("{:08.3f} {:+.2e} {:x} {:#o} {:c}".format(3.14159, 12345.678, 255, 8, 97), "%08.3f %+.2e %x %#o %c" % (3.14159, 12345.678, 255, 8, 97))
