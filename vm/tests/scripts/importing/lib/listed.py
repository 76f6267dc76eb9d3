# A module that lists what a star imports.
__all__ = ["chosen", "_odd"]
chosen = "chosen"
_odd = "odd"
left_out = "left out"
