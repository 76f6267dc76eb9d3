# From the documentation of html: text made safe.
import html

print(html.escape('<a href="x">Tom & Jerry\'s</a>'))
print(html.escape('say "hi"', quote=False))
