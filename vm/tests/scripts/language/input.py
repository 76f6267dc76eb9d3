# Input: lines from standard input, with a prompt, until they end.

name = input("name? ")
print("hello", name)
total = 0
while True:
    try:
        total += int(input())
    except EOFError:
        break
    except ValueError as error:
        print("skipped:", error)
print("total", total)
