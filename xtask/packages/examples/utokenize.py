# The tokens of a small program.
import io
import utokenize

source = io.StringIO("def f(a):\n    return a + 1  # one more\n\nx = f('two')\n")
for token in utokenize.generate_tokens(source.readline) if hasattr(utokenize, "generate_tokens") else utokenize.tokenize(source.readline):
    print(tuple(token)[:2])
