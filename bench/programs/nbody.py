# The n-body problem: the sun and the four large planets, in steps of a symplectic integrator.

from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
DAYS = 365.24


def body(x, y, z, vx, vy, vz, mass):
    return [x, y, z, vx * DAYS, vy * DAYS, vz * DAYS, mass * SOLAR_MASS]


BODIES = [
    body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
         0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
         0.000954791938424326609),
    body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
         -0.00276742510726411162, 0.00499852801234917238, 0.0000230417297573763929,
         0.000285885980666130812),
    body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
         0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
         0.0000436624404335156298),
    body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
         0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
         0.0000515138902046611451),
]


def pairs(bodies):
    return [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]


def rest(bodies):
    for axis in (3, 4, 5):
        momentum = sum(b[axis] * b[6] for b in bodies)
        bodies[0][axis] = -momentum / SOLAR_MASS


def energy(bodies, pairs):
    total = 0.0
    for b in bodies:
        total += 0.5 * b[6] * (b[3] * b[3] + b[4] * b[4] + b[5] * b[5])
    for a, b in pairs:
        dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
        total -= a[6] * b[6] / sqrt(dx * dx + dy * dy + dz * dz)
    return total


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * sqrt(square))
            of_b = b[6] * pull
            a[3] -= dx * of_b
            a[4] -= dy * of_b
            a[5] -= dz * of_b
            of_a = a[6] * pull
            b[3] += dx * of_a
            b[4] += dy * of_a
            b[5] += dz * of_a
        for b in bodies:
            b[0] += dt * b[3]
            b[1] += dt * b[4]
            b[2] += dt * b[5]


rest(BODIES)
PAIRS = pairs(BODIES)
before = energy(BODIES, PAIRS)
advance(BODIES, PAIRS, 0.01, 9000)
print("%.9f %.9f" % (before, energy(BODIES, PAIRS)))
