# From the tutorial of argparse: positional arguments, options, flags and lists.
import argparse

parser = argparse.ArgumentParser(description="Echoes and counts")
parser.add_argument("echo", help="echo the string you use here")
parser.add_argument("-v", "--verbosity", default="1", help="how much to say")
parser.add_argument("--quiet", action="store_true", help="say nothing")
parser.add_argument("files", nargs="*", help="what to read")
args = parser.parse_args(["hello", "a.txt", "b.txt", "-v", "3", "--quiet"])
print(args.echo, args.verbosity, args.quiet, args.files)
args = parser.parse_args(["word"])
print(args.echo, args.verbosity, args.quiet, args.files)
