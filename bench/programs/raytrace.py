# A ray tracer: spheres and a floor with shadows and reflections, vectors with operators.

from math import sqrt


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))

    def mirrored(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Sphere:
    def __init__(self, centre, radius, shade, mirror):
        self.centre = centre
        self.radius = radius
        self.shade = shade
        self.mirror = mirror

    def distance(self, origin, direction):
        to_centre = self.centre - origin
        along = to_centre.dot(direction)
        inside = self.radius * self.radius - to_centre.dot(to_centre) + along * along
        if inside <= 0:
            return None
        far = along - sqrt(inside)
        return far if far > 1e-4 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def shade_at(self, point):
        return self.shade


class Floor:
    mirror = 0.2

    def __init__(self, height):
        self.height = height

    def distance(self, origin, direction):
        if abs(direction.y) < 1e-6:
            return None
        far = (self.height - origin.y) / direction.y
        return far if far > 1e-4 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def shade_at(self, point):
        return 0.9 if (int(point.x + 100) + int(point.z + 100)) & 1 else 0.3


class Scene:
    def __init__(self):
        self.things = [
            Floor(-1.0),
            Sphere(Vector(0.0, 0.0, 6.0), 1.0, 0.8, 0.4),
            Sphere(Vector(1.8, -0.4, 5.0), 0.6, 0.6, 0.3),
            Sphere(Vector(-1.7, -0.3, 5.5), 0.7, 0.7, 0.5),
        ]
        self.lights = [Vector(5.0, 6.0, 0.0), Vector(-6.0, 4.0, 1.0)]

    def nearest(self, origin, direction):
        nearest = None
        least = 1e9
        for thing in self.things:
            far = thing.distance(origin, direction)
            if far is not None and far < least:
                least = far
                nearest = thing
        return nearest, least

    def lit(self, point, light):
        way = light - point
        length = sqrt(way.dot(way))
        thing, far = self.nearest(point, way * (1.0 / length))
        return thing is None or far > length

    def trace(self, origin, direction, depth):
        thing, far = self.nearest(origin, direction)
        if thing is None:
            return 0.5 + 0.5 * direction.y
        point = origin + direction * far
        normal = thing.normal(point)
        bright = 0.1
        for light in self.lights:
            slope = (light - point).unit().dot(normal)
            if slope > 0 and self.lit(point, light):
                bright += 0.45 * slope
        bright *= thing.shade_at(point)
        if depth > 0 and thing.mirror > 0:
            seen = self.trace(point, direction.mirrored(normal), depth - 1)
            bright = bright * (1.0 - thing.mirror) + seen * thing.mirror
        return bright


def render(width, height):
    scene = Scene()
    eye = Vector(0.0, 0.5, 0.0)
    total = 0.0
    for row in range(height):
        for column in range(width):
            x = (column - width / 2) / width * 2
            y = (height / 2 - row) / width * 2
            total += scene.trace(eye, Vector(x, y, 2.0).unit(), 2)
    return total


print("%.6f" % render(80, 60))
