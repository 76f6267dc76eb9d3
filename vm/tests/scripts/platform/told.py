# What the module tells is text in MicroPython's form, whatever the arguments.
import platform

text = platform.platform()
print(type(text), len(text.split("-with-")), text.split("-")[1])
print(platform.platform(1, 2, aliased=True) == text)
print(type(platform.python_compiler()))
lib, version = platform.libc_ver()
print(type(lib), type(version), type(platform.libc_ver()))
print(platform.libc_ver("a", lib="b") == (lib, version))
print(text.endswith("-with-" + lib + version))
try:
    platform.python_compiler(1)
except TypeError as e:
    print(e)
