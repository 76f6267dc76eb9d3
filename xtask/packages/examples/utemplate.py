# From the README of utemplate: a template is compiled to Python, and that is run.
import os
import utemplate.source

os.mkdir("templates")
with open("templates/squares.tpl", "w") as f:
    f.write("{% args n=5 %}\n{% for i in range(n) %}\n | {{i}} | {{'%2d' % i ** 2}} |\n{% if i == 2 %}two{% else %}other{% endif %}\n{% endfor %}\n")
loader = utemplate.source.Loader("__main__", "templates")
template = loader.load("squares.tpl")
for text in template(4):
    print(text, end="")
