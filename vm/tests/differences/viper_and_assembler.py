# Functions of viper and of the inline assemblers raise when they are called; all else in the module runs.
# Cause: they are made of machine code for one processor, which the simulator does not have.
# Workaround: take out @micropython.viper; write what is in assembler in Python.

import micropython


@micropython.native
def next_of(n):
    return n + 1


@micropython.viper
def first(data: ptr8, *rest) -> int:
    return int(data[0])


@micropython.asm_thumb
def count_down(r0):
    label(LOOP)
    sub(r0, r0, 1)
    bne(LOOP)


@micropython.asm_rv32
def double(a0):
    add(a0, a0, a0)


class Display:
    @staticmethod
    @micropython.viper
    def fill(color: int):
        buffer = ptr16(color)
        buffer[0] = color


print("native functions run:", next_of(1))

for function in (first, count_down, double, Display.fill):
    try:
        function(b"123")
    except NotImplementedError as error:
        print(error)

try:
    count_down(1, 2)
except TypeError:
    print("arguments are still counted")
