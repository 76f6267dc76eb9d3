# A call with very many keywords that were no names before.
d = {"a%d" % i: i for i in range(200000)}
print((lambda **named: len(named))(**d))
print(len(dict(**{"b%d" % i: i for i in range(100000)})))
