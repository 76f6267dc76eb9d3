# The tables of html.entities.
from html.entities import codepoint2name, entitydefs, html5, name2codepoint

print(name2codepoint["eacute"], codepoint2name[0x20AC], len(name2codepoint), len(html5))
print(html5["amp;"], html5["hearts;"], entitydefs["lt"])
