# Texts beyond ASCII: a search works on bytes, what it gives is text.
import re

print(re.search("é+", "caéf").group(0), re.match("(.+)f", "caéf").group(1))
print(re.sub("é", "e", "écoulé"), re.sub("e", "é", "ee"))
print(re.compile("ß").split("straße"))
print(len(re.match("..", "é").group(0)))
print(re.search("[^a-z]+", "abéc").group(0))
