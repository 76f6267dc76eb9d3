# Never imported: the built-in module comes first.
extra = 1
