# A template with very many fields.
x = "{}" * 500000
x.format(*range(500000))
("%d" * 300000) % tuple(range(300000))
