# Methods: calls on instances, overriding, super(), properties, class and static methods.


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def grow(self, by):
        self.size = (self.size + by) % 97
        return self

    @property
    def double(self):
        return self.size * 2

    @staticmethod
    def clip(n):
        return n & 0xFFFF

    @classmethod
    def unit(cls):
        return cls(1)


class Square(Shape):
    def area(self):
        return self.size * self.size


class Frame(Square):
    def area(self):
        return super().area() - (self.size - 2) * (self.size - 2)


class Line(Shape):
    def grow(self, by):
        super().grow(by)
        return self


def main(rounds):
    shapes = [Shape(3), Square(4), Frame(5), Line(6), Square.unit()]
    total = 0
    for i in range(rounds):
        for shape in shapes:
            total = Shape.clip(total + shape.grow(i).area())
            total += shape.double
    return total


print(main(40000))
