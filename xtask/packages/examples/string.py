# The constants of string.
import string

print(string.ascii_lowercase, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace))
print(string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase, len(string.printable))
