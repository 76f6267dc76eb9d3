# Orders of checks, names in refusals, and what only `True` or the number 0 decides: many small cases at once.

def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
t(lambda: pow(3,-2,233)); t(lambda: pow(3,-1,0)); t(lambda: pow(3,-1,1)); t(lambda: pow(3,-1,7)); t(lambda:pow(3,2,0)); t(lambda:pow(1<<70,-1,7));t(lambda:pow(3,-2,2.0))
class A(tuple): pass
class MyInt(int): pass
class MyE(Exception): pass
class L(list): pass
class S(set): pass
t(lambda: A(MyInt())); t(lambda: S(MyE(()))); t(lambda: L(MyInt(5))); t(lambda: tuple(MyInt())); t(lambda: set(MyE(())))
class Wrap:
    def __init__(self,v): self.v=v
def ia(a,b):
    a+=b; return a
t(lambda: ia(bytearray(), Wrap(1))); t(lambda: ia(bytearray(), 5)); t(lambda: ia([], Wrap(1))); t(lambda: ia(bytearray(), None)); t(lambda: ia(bytearray(), [1,2]));t(lambda: ia(bytearray(), (n for n in (1,2))))
t(lambda: bytearray(1<<70)); t(lambda: bytes(-1))
t(lambda: 1.5 @ True); t(lambda: 1.5 @ 1); t(lambda: True @ 1.5); t(lambda: 'a' - True); t(lambda: [] - True); t(lambda: None + True); t(lambda: True + None); t(lambda: True in False); t(lambda: 1 in True); t(lambda: 'a' in True); t(lambda: True < 'a'); t(lambda: 'a' < True); t(lambda: True < []); t(lambda: -(None)); t(lambda: True @ True);t(lambda: 1.5 < True); t(lambda: [] < True); t(lambda: [] & True); t(lambda: {} | True); t(lambda: "a" // True); t(lambda: 1.5 & True); t(lambda: True & 1.5); t(lambda: 1 & 1.5)
for op in "+ - * / // % ** @ & | ^ << >>".split():
    for a,b in (("1","1.5"),("1.5","1"),("1","None"),("[]","1"),("True","None"),("None","True"),("1.5","True"),("1","'a'"), ("1<<70","1.5"),("(1<<70)","None")):
        s="x=%s\nx%s=%s\nprint(x)"%(a,op,b)
        try: exec(s)
        except Exception as e: print(op,a,b,repr(e))
t(lambda: hex((7,0))); t(lambda: hex((7,))); t(lambda: hex(())); t(lambda: oct((8,))); t(lambda: bin((1,))); t(lambda: hex([1])); t(lambda: hex('a')); t(lambda: hex(1.5)); t(lambda: hex(('a',1))); t(lambda: oct(1.5))
t(lambda: '%c' % (1<<70)); t(lambda: '%c' % -1); t(lambda: '%c' % 0x110000); t(lambda: '{:c}'.format(-1)); t(lambda: '{:c}'.format(1<<64)); t(lambda: chr(1<<70))
import struct
t(lambda: struct.pack_into('?', bytearray(), -3)); t(lambda: struct.pack_into('b', bytearray(), -3, 1)); t(lambda: struct.pack_into('b', bytearray(2), 5, 1)); t(lambda: struct.pack_into('?', bytearray(3), -1)); t(lambda: struct.unpack_from('?', bytearray(), -3)); t(lambda: struct.unpack_from('b', b'', 5)); t(lambda: struct.unpack_from('?', b'ab', 5))
class P(property): pass
class B1:
    def __len__(self): return False
class B2:
    def __len__(self): return None
class B3(list):
    def __len__(self): return 5
class B4(list):
    def __bool__(self): return 1
class B5(dict):
    def __len__(self): return 5
class B6(int):
    def __len__(self): return 5
class B7:
    def __len__(self): return True
class B8:
    def __bool__(self): return None
for k in (B1,B2,B3,B4,B5,B6,B7,B8): t(lambda: bool(k())); t(lambda: not k()); t(lambda: 1 if k() else 2); t(lambda: len(k())); t(lambda: k() and 3 if False else 4)
class XA: d=()
class XB:
    def __new__(cls,*args): print('new',len(args)); return object.__new__(cls)
    def __init__(self): print('init')
    def hi(self): return 'hi'
class XC(XA,XB):
    def __new__(cls): return super().__new__(cls)
    def __init__(self): super().__init__()
    def hi(self): return super().hi()
t(lambda: XC().hi())
class Opt:
    def __init__(self,r): self.r=r
    def __lt__(self,o): return self.r
    def __gt__(self,o): return self.r
    def __eq__(self,o): return self.r
for r in ((),(1,),1,0,None,True,False,[],5):
    a=Opt(r)
    t(lambda: min(0,a) is a); t(lambda: max(0,a) is a); t(lambda: min(a,0) is a); t(lambda: a in [0]); t(lambda: [a]==[0]); t(lambda: (a<0)); t(lambda: [0].count(a)); t(lambda: sorted([a,a]) is None);t(lambda:[1].index(a))
class G(Exception):
    def __getitem__(self,i):
        if i>2: raise IndexError
        return i
t(lambda: list(G())); t(lambda: 1 in G())
