# The Mandelbrot set: how long each point of a grid takes to escape.


def mandelbrot(width, height, most):
    total = inside = 0
    for row in range(height):
        y0 = row / height * 2 - 1
        for column in range(width):
            x0 = column / width * 3.5 - 2.5
            x = y = 0.0
            i = 0
            while x * x + y * y <= 4.0 and i < most:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                i += 1
            total += i
            if i == most:
                inside += 1
    return total, inside


print(mandelbrot(100, 64, 200))
