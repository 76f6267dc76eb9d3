# A line as a pattern, a line as a replacement, the rest as what is searched, as bytes and as text.

import re
import sys


def groups(found):
    parts = []
    try:
        while True:
            parts.append(found.group(len(parts)))
    except IndexError:
        return parts


def run(pattern, replacement, subject, special):
    try:
        compiled = re.compile(pattern)
    except ValueError:
        return
    try:
        found = compiled.search(subject)
        at_start = compiled.match(subject)
        if at_start:
            assert found and found.group(0) == at_start.group(0)
            assert subject[: len(found.group(0))] == found.group(0)
        if found:
            assert found.group(0) in subject
            for part in groups(found):
                assert part is None or part in subject
        else:
            assert compiled.split(subject) == [subject]
            assert compiled.sub(replacement, subject) == subject
        whole = compiled.sub(lambda match: match.group(0), subject)
        # What is called gives a template too, which a backslash and the end of a C string change.
        if all(c not in subject for c in special):
            assert whole == subject, whole
        compiled.split(subject, 3)
        compiled.split(subject)
        compiled.sub(replacement, subject)
        compiled.sub(replacement, subject, 2)
    except (RuntimeError, ValueError, IndexError, MemoryError, NotImplementedError):
        # Too deep, no such group, or not in this dialect.
        pass


pattern, _, rest = sys.stdin.buffer.read().partition(b"\n")
replacement, _, subject = rest.partition(b"\n")
run(pattern, replacement, subject, (b"\\", b"\0"))
try:
    texts = [part.decode() for part in (pattern, replacement, subject)]
except UnicodeError:
    texts = None
if texts:
    run(*texts, ("\\", "\0"))
