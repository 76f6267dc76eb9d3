# What `NotImplemented` leads to: the reflected method, the plain operator, a refusal and whom it names.

def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
class L(list):
    def __add__(self,o): return NotImplemented
class R(list):
    def __radd__(self,o): return NotImplemented
class P:
    def __add__(self,o): return NotImplemented
class Q:
    def __radd__(self,o): return NotImplemented
class S(int):
    def __add__(self,o): return NotImplemented
for a in (L,R,P,Q,S,list,int):
    for b in (L,R,P,Q,S,list,int):
        print(a.__name__,b.__name__); t(lambda: a()+b())
class I(list):
    def __iadd__(self,o): return NotImplemented
class J(int):
    def __iadd__(self,o): return NotImplemented
    def __add__(self,o): print('add'); return 7
class M(str):
    def __mod__(self,o): return NotImplemented
    def __mul__(self,o): return NotImplemented
class N(float):
    def __sub__(self,o): return NotImplemented
    def __rsub__(self,o): print('rsub'); return NotImplemented
def ia(a,b):
    a+=b
    return a
for a in (I,J,L,P,S):
    for b in (I,J,L,P,S,list,int):
        print(a.__name__,b.__name__); t(lambda: ia(a(),b()))
t(lambda: M('%s')%1); t(lambda: M('a')*2); t(lambda: 2*M('a')); t(lambda: N(1)-1); t(lambda: 1-N(1)); t(lambda: N(2)-N(1)); t(lambda: 1.5-N(2)); t(lambda: N(2)-None); t(lambda: []-N(1))
