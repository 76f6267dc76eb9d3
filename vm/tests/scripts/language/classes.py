# Classes: attributes, inheritance, super, properties, class and static methods, operators.


class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def __str__(self):
        return "%s says %s" % (self.name, self.speak())


class Dog(Animal):
    def speak(self):
        return "woof"


class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + " junior")

    def speak(self):
        return super().speak() + "?"

    @property
    def size(self):
        return "small"

    @staticmethod
    def sound():
        return "yap"

    @classmethod
    def kind(cls):
        return cls.__name__


for animal in (Animal("cat"), Dog("rex"), Puppy("rex")):
    print(animal, animal.legs, isinstance(animal, Dog))
pup = Puppy("fido")
print(pup.size, pup.sound(), Puppy.kind(), issubclass(Puppy, Animal))


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __len__(self):
        return 2

    def __call__(self, scale):
        return Vector(self.x * scale, self.y * scale)

    def __repr__(self):
        return "Vector({}, {})".format(self.x, self.y)


v = Vector(1, 2) + Vector(3, 4)
print(v, v == Vector(4, 6), v[0], len(v), v(10), list(v[i] for i in range(len(v))))


class Countdown:
    def __init__(self, start):
        self.now = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.now == 0:
            raise StopIteration
        self.now -= 1
        return self.now


print(list(Countdown(3)), 2 in Countdown(3))


class Left:
    def who(self):
        return "left"


class Right:
    def who(self):
        return "right"


class Both(Left, Right):
    pass


print(Both().who())
try:
    pup.missing
except AttributeError as error:
    print(error)
