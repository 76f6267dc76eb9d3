# Expressions and blocks nest 200 deep at most; a source with more is refused before it runs.
# Cause: the page's worker has a stack of 1 MB, and nobody's program nests deeper: CPython refuses it too.
# Workaround: give parts of the expression a name; `pinwheel compile` takes any depth that mpy-cross takes.

print((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("nested")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
