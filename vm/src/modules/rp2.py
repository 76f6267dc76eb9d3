# What programs for boards with an RP2 chip import.

from _rp2 import *
