# Looks for a way out: modules of a system, and files of the host's machine.
try:
    import socket
except ImportError as error:
    print(error)
try:
    import subprocess
except ImportError as error:
    print(error)
try:
    import js
except ImportError as error:
    print(error)
try:
    import etc.passwd
except ImportError as error:
    print(error)
try:
    print(open("/etc/passwd").read())
except (OSError, NameError):
    print("no file")
