# From the documentation of stat: what a mode says.
import stat

print(stat.S_ISDIR(0o40755), stat.S_ISREG(0o100644), stat.S_ISLNK(0o120777))
print(oct(stat.S_IMODE(0o100644)), oct(stat.S_IFMT(0o40755)), stat.filemode(0o40755), stat.filemode(0o104755))
