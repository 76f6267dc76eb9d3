# machine.mem8, mem16 and mem32, at no address that could be one.
try:
    from machine import mem8, mem16, mem32
except ImportError:
    print("SKIP")
    raise SystemExit
import machine

print(mem8, mem16, mem32, type(mem32), mem8 is machine.mem8)


def store(memory, address, value):
    memory[address] = value


def delete(memory, address):
    del memory[address]


for work in (
    lambda: mem16[1],
    lambda: mem32[0x12345678_9ABCDEF2],
    lambda: mem32[-1],
    lambda: store(mem16, -1, 1),
    lambda: store(mem32, 6, "x"),
    lambda: mem8["x"],
    lambda: mem8[1.5],
    lambda: mem8[0:1],
    lambda: store(mem8, "x", 1),
    lambda: delete(mem8, 0),
    lambda: type(mem8)(),
    lambda: mem8(),
    lambda: len(mem8),
    lambda: iter(mem8),
    lambda: mem8.x,
):
    try:
        print(work())
    except (TypeError, ValueError, AttributeError) as error:
        print(repr(error))
