# A menu on a display of 16 by 2 that prints what it is sent.
from upymenu import Menu, MenuAction, MenuNoop


class Screen:
    num_columns = 16
    num_lines = 2

    def clear(self):
        print("-- clear")

    def move_to(self, *place):
        print("-- to", place)

    def print(self, text):
        print(text)

    def write(self, text):
        print("write", text)

    putchar = putstr = write


menu = Menu("Main")
menu.add_option(MenuAction("First", lambda: print("first was chosen")))
menu.add_option(MenuNoop("Nothing"))
more = Menu("More")
more.add_option(MenuAction("Deep", lambda: print("deep was chosen")))
menu.add_option(more)
current = menu.start(Screen())
menu.focus_next()
menu.focus_prev()
menu.choose()
