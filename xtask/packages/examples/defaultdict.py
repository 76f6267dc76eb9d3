# From the documentation of defaultdict: grouping pairs, and counting letters.
from collections.defaultdict import defaultdict

pairs = [("yellow", 1), ("blue", 2), ("yellow", 3), ("blue", 4), ("red", 1)]
groups = defaultdict(list)
for key, value in pairs:
    groups[key].append(value)
print(groups["yellow"], groups["blue"], groups["none"])
letters = defaultdict(int)
for letter in "mississippi":
    letters[letter] += 1
print([letters[letter] for letter in "misp"], "z" in letters)
