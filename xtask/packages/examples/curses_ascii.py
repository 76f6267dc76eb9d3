# From the documentation of curses.ascii: what a character is.
import curses.ascii as a

print(a.isalpha("x"), a.isdigit("x"), a.iscntrl("\n"), a.isupper("Q"), a.ispunct("!"), a.isspace(" "))
print(a.NUL, a.ESC, a.DEL, a.ctrl("c"), a.unctrl("\n"), a.controlnames[:5])
