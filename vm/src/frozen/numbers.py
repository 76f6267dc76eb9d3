# Conversions by a user's `__int__`, `__float__`, `__complex__` and `__hash__`.


def int_of(v):
    n = v.__int__()
    if type(n) is not int:
        raise TypeError()
    return n


def float_of(v):
    f = v.__float__()
    if type(f) is not float:
        raise TypeError("can't convert " + type(v).__name__ + " to float")
    return f


def complex_of(v):
    if _user_method(v, "__float__"):
        return complex(float_of(v))
    c = v.__complex__()
    if type(c) is not complex:
        raise TypeError("can't convert " + type(v).__name__ + " to complex")
    return c


def hash_of(v):
    return _hash_from(v.__hash__())


# The hash of a tuple or frozenset that holds users' objects.
def hash_items(v):
    total = _hash_start(v)
    for item in v:
        total += hash(item)
    return _hash_from(total)


def round_of(v, *places):
    return round(float_of(v), *places)


def chr_of(v):
    return chr(int_of(v))


# Integers so long that an operator on them takes many steps. Each step is an operator that the
# native can do in one go, or comes back here with less to do.


def int_multiply(a, b):
    if _bits(a) < _bits(b):
        a, b = b, a
    half = _bits(a) >> 1
    if _bits(b) <= half:
        high = a >> half
        return (high * b << half) + (a - (high << half)) * b
    # Karatsuba's way: three products of halves instead of four.
    a_high = a >> half
    a_low = a - (a_high << half)
    b_high = b >> half
    b_low = b - (b_high << half)
    high = a_high * b_high
    low = a_low * b_low
    middle = (a_high + a_low) * (b_high + b_low) - high - low
    return (((high << half) + middle) << half) + low


def int_power(base, exponent):
    result = 1
    while True:
        if exponent & 1:
            result *= base
        exponent >>= 1
        if not exponent:
            return result
        base *= base


def int_power_modulo(base, exponent, modulus):
    if exponent < 0:
        return 0
    result = 1
    base %= modulus
    bits = _bits(exponent)
    for i in range(bits):
        if exponent >> i & 1:
            result = result * base % modulus
        if i + 1 < bits:
            base = base * base % modulus
    return result % modulus


def int_divmod(a, b):
    quotient, rest = int_long_division(-a if a < 0 else a, -b if b < 0 else b)
    if (a < 0) != (b < 0):
        quotient = -quotient
        if rest:
            quotient -= 1
            rest = (-b if b < 0 else b) - rest
    return quotient, -rest if b < 0 else rest


# A stretch of quotient bits at a time, the highest ones first.
def int_long_division(a, b):
    stretch = (1 << 36) // _bits(b) + 64
    shift = (_bits(a) - _bits(b)) // stretch * stretch + stretch
    mask = (1 << stretch) - 1
    rest = a >> shift
    quotient = 0
    while shift:
        shift -= stretch
        digit, rest = divmod((rest << stretch) + (a >> shift & mask), b)
        quotient = (quotient << stretch) + digit
    return quotient, rest


def int_floor_divide(a, b):
    return int_divmod(a, b)[0]


def int_modulo(a, b):
    return int_divmod(a, b)[1]


def int_digits(n):
    if n < 0:
        return "-" + int_digits(-n)
    powers = []
    digits = 16384
    power = 10**digits
    while power <= n:
        powers.append((digits, power))
        digits *= 2
        power *= power
    parts = []
    int_digits_below(n, powers, len(powers), 0, parts)
    return "".join(parts)


# Adds the digits of a number below the power at `level`, at least `width` of them.
def int_digits_below(n, powers, level, width, parts):
    if not level:
        text = str(n)
        parts.append("0" * (width - len(text)))
        parts.append(text)
        return
    level -= 1
    digits, power = powers[level]
    if not width and n < power:
        return int_digits_below(n, powers, level, 0, parts)
    high, low = divmod(n, power)
    int_digits_below(high, powers, level, width and width - digits, parts)
    int_digits_below(low, powers, level, digits, parts)


# `digits` are nothing but digits of that base.
def int_from_digits(digits, base, negative):
    n = len(digits) >> 1
    value = int(digits[:-n], base) * base**n + int(digits[-n:], base)
    return -value if negative else value


# A user's objects where a native takes numbers, so many of the first ones floats.
def call_with_numbers(f, args, keywords, floats):
    for name in keywords:
        keywords[name] = as_number(keywords[name], floats)
    return f(*[as_number(args[i], i < floats) for i in range(len(args))], **keywords)


# The same where an array takes them.
def make_of_numbers(make, before, items, floats):
    return make(*before, [as_number(item, floats) for item in items])


def append_number(array, item, floats):
    array.append(as_number(item, floats))


def set_number(array, i, item, floats):
    array[i] = as_number(item, floats)


def as_number(v, floats):
    if not floats and _user_method(v, "__int__"):
        return int_of(v)
    if _user_method(v, "__float__"):
        return float_of(v)
    if _user_method(v, "__complex__"):
        return complex_of(v)
    return int_of(v) if _user_method(v, "__int__") else v


def repeat(sequence, count):
    return sequence * int_of(count)
