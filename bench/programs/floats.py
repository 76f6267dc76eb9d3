# Floats: numeric integration, a logistic map and Newton's method.

import math


def integrate(steps):
    width = 2.0 / steps
    area = 0.0
    x = 0.0
    for _ in range(steps):
        middle = x + width * 0.5
        area += math.sqrt(4.0 - middle * middle) * width
        x += width
    return area


def logistic(steps):
    x = 0.3
    low = 1.0
    for _ in range(steps):
        x = 3.7 * x * (1.0 - x)
        if x < low:
            low = x
    return low


def roots(count):
    total = 0.0
    for i in range(1, count):
        guess = i * 0.5
        while abs(guess * guess - i) > 1e-9 * i:
            guess = (guess + i / guess) / 2
        total += guess
    return total


print("%.6f %.6f %.4f" % (integrate(120000), logistic(200000), roots(12000)))
