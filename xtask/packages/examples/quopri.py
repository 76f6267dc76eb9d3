# Quoted-printable, there and back.
import quopri

text = b"J'interdis aux marchands de vanter trop leurs marchandises = \xc3\xa9\xc3\xa8\t \n" * 2
encoded = quopri.encodestring(text)
print(encoded)
print(quopri.decodestring(encoded) == text, quopri.decodestring(b"=41_=42=\nC", header=True))
print(quopri.encodestring(b"a b_c", quotetabs=True, header=True))
