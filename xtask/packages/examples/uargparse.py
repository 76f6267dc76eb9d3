# Positional arguments, options and flags.
import uargparse

parser = uargparse.ArgumentParser(description="Echoes")
parser.add_argument("echo")
parser.add_argument("-v", "--verbosity", default="1")
parser.add_argument("--quiet", action="store_true")
args = parser.parse_args(["hello", "-v", "3", "--quiet"])
print(args.echo, args.verbosity, args.quiet)
