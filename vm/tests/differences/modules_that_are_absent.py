# Modules of MicroPython's unix build that cannot be imported yet, and the functions made with them.
# Cause: the general modules are built apart from the runtime. What rests on them waits with them: file
# systems of one's own (`vfs`, and `execfile` of what they hold).
# Workaround: import a file of the project instead.

try:
    import vfs

    print(vfs, "is there")
except ImportError as e:
    print(e)
try:
    execfile
except NameError as e:
    print(e)
