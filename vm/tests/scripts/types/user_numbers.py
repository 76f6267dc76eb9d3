# Numbers and operators where a user's class has a say: conversions, containers, subclasses, limits.

class I:
    def __init__(self,n): self.n=n
    def __int__(self): return self.n
    def __float__(self): return float(self.n)
    def __complex__(self): return complex(self.n,1)
    def __hash__(self): return self.n
    def __eq__(self,o): return isinstance(o,I) and self.n==o.n
    def __lt__(self,o): return self.n<o.n
    def __gt__(self,o): return self.n>o.n
    def __abs__(self): return 'abs'
    def __neg__(self): return 'neg'
    def __bool__(self): return self.n!=0
    def __repr__(self): return 'I(%d)' % self.n
    def __contains__(self, x): return x == self.n
    def __add__(self, o): return 'add'
    def __radd__(self, o): return 'radd'
    def __iadd__(self, o): return 'iadd'
    def __divmod__(self, o): return 'dm'
    def __round__(self): return 'rd'
def g():
    yield 1
    yield 2
def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
t(lambda: int(I(5)))
t(lambda: float(I(5)))
t(lambda: complex(I(5)))
t(lambda: hash(I(5)))
t(lambda: abs(I(1)))
t(lambda: -I(1))
t(lambda: bool(I(0)))
t(lambda: not I(0))
t(lambda: I(1)+1)
t(lambda: 1+I(1))
t(lambda: divmod(I(1),2))
t(lambda: round(I(5)))
t(lambda: [I(1),2]==[I(1),2])
t(lambda: [I(1)]<[I(2)])
t(lambda: (I(1),3)>(I(1),2))
t(lambda: I(1)<I(2))
t(lambda: I(1) in [I(1)])
t(lambda: 3 in I(3))
t(lambda: 1 in g())
t(lambda: 3 in g())
t(lambda: I(1) in {I(1)})
t(lambda: I(1) in {I(1):2})
t(lambda: I(2) in (I(1),))
t(lambda: {I(1)} <= {I(1),I(2)})
t(lambda: {I(1)} | {I(1)})
t(lambda: {I(1)} & {I(1)})
t(lambda: {I(1)} - {I(1)})
t(lambda: {I(1)} ^ {I(2)})
t(lambda: {I(1)} == {I(1)})
t(lambda: {I(1):2} == {I(1):2})
t(lambda: {I(1):2} | {I(1):3})
t(lambda: hash((I(1),2))-hash((I(2),2)))
t(lambda: hash(frozenset([I(1)]))-hash(frozenset([I(3)])))
x=[1]; x+=g(); print(x); x+=(3,); x+={4:5}; x+=range(2); x+=x; print(x)
x=[1]; y=x; x*=2; print(x,y)
x=I(1); x+=1; print(x)
s={1}; r=s; s|={2}; s^={1}; s&={2,3}; s-={5}; print(s, r is s)
f=frozenset([1]); h=f; f|={2}; print(f==frozenset([1,2]), h)
d={1:2}; d|={3:4}; print(d)
class A(int): pass
t(lambda: A(5)+1)
t(lambda: A(5)==5)
t(lambda: int(A(7)))
t(lambda: A(5)<6)
t(lambda: [1]*A(2))
t(lambda: -A(3))
t(lambda: hash(A(3)))
t(lambda: hex(A(255)))
t(lambda: A(5) in [5])
t(lambda: {5:1}[A(5)])
t(lambda: round(A(15),-1))
t(lambda: pow(A(2),3))
t(lambda: float(A(2)))
t(lambda: A(2).to_bytes(1,'big'))
t(lambda: (5).to_bytes(A(2),'big'))
class F(float): pass
t(lambda: F(1.5)+1)
t(lambda: F(1.5))
t(lambda: int(F(1.5)))
class L(list): pass
t(lambda: L([1])+[2])
t(lambda: L([1])==[1])
t(lambda: L([1])*2)
l=L([1])
m=l; l+=[2]; print(l, l is m, type(l))
class E(Exception): pass
try:
    try: raise E(1)
    except (ValueError, 5): pass
except TypeError as e: print(repr(e))
class N: pass
t(lambda: N()+1)
t(lambda: 1+N())
t(lambda: N()<N())
t(lambda: -N())
t(lambda: int(N()))
t(lambda: float(N()))
t(lambda: abs(N()))
t(lambda: [N()]<[N()])
t(lambda: N()==N())
t(lambda: range(N()))
t(lambda: [1][N()])
t(lambda: [1][I(0)])
t(lambda: chr(I(65)))
print(len(str(3**2000)))
