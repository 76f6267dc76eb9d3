# __del__ of a user's class is not called; objects simply go.

import gc


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("never printed", self.name)


x = Loud("a")
del x
for i in range(10):
    Loud(i)
gc.collect()
print("collected")
y = Loud("explicit")
y.name = "b"
y = None
gc.collect()
print("end")
