# Texts taken apart and put together.
x = "a b " * 500000
y = x.split()
z = x.split(" ")
" ".join(y)
x.splitlines()
x.rsplit(" ", 100000)
"\n".join(z).splitlines()
tuple(x)
list(x.encode())
set(x)
bytes(list(x.encode()))
x[::-1]
