# Concatenation, repetition, comparison and containment of text.

print("a" + "b", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" + "", "x" "y" 'z', "\u20ac" + "a")
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "z" > "\u00e9", "\u20ac" < "\U0001f600", "a" <= "a")
print("a" == "a", "a" != "b", "a" == b"a", "1" == 1, "a" == None, "\u00e9" == "\xe9")
print("b" in "abc", "" in "", "abc" in "ab", "\u20ac" in "a\u20acb", "z" not in "abc")
for work in (
    lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + None, lambda: "a" + b"b", lambda: "a" * "b", lambda: "a" * 1.5,
    lambda: "a" - "b", lambda: "a" < 1, lambda: "a" / 2, lambda: -"a", lambda: "a" @ "b", lambda: "a" & "b", lambda: "a"("b"),
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
s = "ab"
s += "cd"
s *= 2
print(s, list(s), tuple("xy"), sorted("cab"), set("aaa"), max("abc"))
a, *b = "xyz"
print(a, b)
