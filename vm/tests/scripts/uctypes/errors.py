# What is no descriptor, has no such field or no items is refused.
import uctypes

data = bytearray(8)
at = uctypes.addressof(data)


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, repr(e))


S = uctypes.struct(at, {"x": uctypes.UINT8 | 0, "a": (uctypes.ARRAY | 0, uctypes.INT8 | 2), "bad": []})
A = uctypes.struct(at, (uctypes.ARRAY | 0, uctypes.INT8 | 2))
G = uctypes.struct(at, (uctypes.ARRAY | 0, 2, {"x": uctypes.UINT8 | 0}))


def put(target, index, value):
    target[index] = value


def drop(target):
    del target[0]


attempt("absent", lambda: S.absent)
attempt("store absent", lambda: setattr(S, "absent", 1))
attempt("bad", lambda: S.bad)
attempt("aggregate", lambda: setattr(S, "a", 1))
attempt("index", lambda: S[0])
attempt("no fields", lambda: A.x)
attempt("beyond", lambda: A[2])
attempt("store beyond", lambda: put(A, 2, 1))
attempt("struct item", lambda: put(G, 0, 1))
attempt("delete", lambda: drop(A))
attempt("hash", lambda: hash(S))
attempt("float", lambda: setattr(S, "x", "1"))
attempt("sizeof scalar", lambda: uctypes.sizeof(uctypes.UINT8))
attempt("sizeof list", lambda: uctypes.sizeof([]))
attempt("sizeof struct", lambda: uctypes.sizeof(S, uctypes.NATIVE))
attempt("sizeof fields", lambda: uctypes.sizeof({"x": []}))
attempt("sizeof bytearray", lambda: uctypes.sizeof(data))
attempt("addressof", lambda: uctypes.addressof(1))
attempt("few", lambda: uctypes.struct(at))
attempt("address", lambda: uctypes.struct(data, {}))
attempt("keyword", lambda: uctypes.struct(at, {}, layout=1))
attempt("len", lambda: len(A))
