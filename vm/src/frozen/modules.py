# What functions of built-in modules do with users' objects, or for long.

def random_choice(seq):
    return seq[_random_index(len(seq))]


def math_factorial(n):
    return math_product(1, n)


def math_product(low, high):
    # Halves of like size keep the factors of each product about as long as each other.
    if high - low < 16:
        result = low
        while low < high:
            low += 1
            result *= low
        return result
    middle = (low + high) >> 1
    return math_product(low, middle) * math_product(middle + 1, high)


def sys_write(stream, text):
    stream.write(text)


def stream_lines(stream):
    while True:
        line = stream.readline()
        if not line:
            return
        yield line
