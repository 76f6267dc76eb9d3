# Another module of the package, which imports its neighbour.
from lib.greeting import hello


def goodbye(name):
    return hello(name).replace("hello", "goodbye")
