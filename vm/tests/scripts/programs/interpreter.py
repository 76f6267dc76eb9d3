# A small stack machine, and one of eight instructions.

class Machine:
    def __init__(self):
        self.stack, self.words, self.out = [], {}, []

    def run(self, source):
        tokens = iter(source.split())
        for word in tokens:
            if word == ":":
                name = next(tokens)
                body = []
                for part in tokens:
                    if part == ";":
                        break
                    body.append(part)
                self.words[name] = " ".join(body)
            elif word in self.words:
                self.run(self.words[word])
            elif hasattr(self, "do_" + word):
                getattr(self, "do_" + word)()
            elif word in "+-*":
                b, a = self.stack.pop(), self.stack.pop()
                self.stack.append({"+": a + b, "-": a - b, "*": a * b}[word])
            else:
                self.stack.append(int(word))
        return self

    def do_dup(self):
        self.stack.append(self.stack[-1])

    def do_swap(self):
        self.stack[-1], self.stack[-2] = self.stack[-2], self.stack[-1]

    def do_print(self):
        self.out.append(self.stack.pop())


m = Machine().run(": square dup * ; : cube dup square * ; 3 square print 3 cube print 1 2 swap - print")
print(m.out, m.stack, sorted(m.words))
for bad in ("1 +", "foo", "dup"):
    try:
        Machine().run(bad)
    except (IndexError, ValueError) as error:
        print(bad, type(error).__name__)


def brainfuck(code, limit=100000):
    jumps, open_at = {}, []
    for i, c in enumerate(code):
        if c == "[":
            open_at.append(i)
        elif c == "]":
            j = open_at.pop()
            jumps[i], jumps[j] = j, i
    tape, at, i, out = bytearray(50), 0, 0, ""
    while i < len(code) and limit:
        limit -= 1
        c = code[i]
        if c == ">":
            at += 1
        elif c == "<":
            at -= 1
        elif c == "+":
            tape[at] = tape[at] + 1 & 255
        elif c == "-":
            tape[at] = tape[at] - 1 & 255
        elif c == ".":
            out += chr(tape[at])
        elif c == "[" and not tape[at] or c == "]" and tape[at]:
            i = jumps[i]
        i += 1
    return out


print(repr(brainfuck("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.")))
