# The demonstration that the package has: two agents talk.
from micropython_eliza.demo import demo

demo()
