# Sorting instances of subclasses: compared as their operators compare them.

class A(str): pass
x=A('b'); y=A('a')
def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
t(lambda: x<y); t(lambda: sorted([x,y])); t(lambda: sorted([x,'a'])); t(lambda: sorted(['a',x])); t(lambda: min(x,y)); t(lambda: 'a'<x); t(lambda: x<'a')
class I(int): pass
t(lambda: sorted([I(3),I(2)])); t(lambda: I(3)<I(2)); t(lambda: sorted([I(3),2]))
class F(float): pass
class E(Exception): pass
class L(list):
    def __add__(self,o): return NotImplemented
