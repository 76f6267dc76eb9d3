# Sorts of long lists: shuffled, ascending, texts.
x = [i * 7919 % 1000003 for i in range(500000)]
x.sort()
x.sort()
x.sort(reverse=True)
y = [str(v) for v in x[:200000]]
y.sort()
sorted(y, key=len)
