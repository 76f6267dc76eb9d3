# A document of the subset that uyaml knows.
import io
import uyaml

text = """\
name: board
pins:
  led: 25
  button: 14
list:
- one
- two
"""
loaded = uyaml.YamlParser(io.StringIO(text)).parse()
print(loaded["name"], loaded["pins"]["led"], loaded["pins"]["button"], loaded["list"])
