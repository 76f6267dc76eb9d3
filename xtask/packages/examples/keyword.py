# What is a keyword.
import keyword

print([word for word in ("if", "print", "lambda", "nonlocal", "self") if keyword.iskeyword(word)])
print(len(keyword.kwlist), keyword.kwlist[:4])
