// Runs a Python file with the real MicroPython as a command would: `node micropython.mjs FILE`.
// Stdout is exactly what the program prints, tracebacks go to stderr, the exit code is 0 or 1.

import { readFileSync, readdirSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";

// As the unix board of `pinwheel run` has.
const HEAP_BYTES = 64 * 1024 * 1024;
// Enough for the recursion that a test script may want; the package's default is 2048.
const STACK_WORDS = 64 * 1024;
const PROJECT = "/project";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node micropython.mjs FILE");
  process.exit(2);
}

// Writing byte by byte is slow and writing asynchronously can lose the end: collect, then write.
const output = [];
const flush = () => {
  const bytes = Uint8Array.from(output);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  output.length = 0;
};

const micropython = await loadMicroPython({
  heapsize: HEAP_BYTES,
  pystack: STACK_WORDS,
  linebuffer: false,
  stdout: (bytes) => output.push(...bytes),
});

// Its file system is in memory: the script's folder, which is its import path, is copied there.
const copyFolder = (from, to) => {
  micropython.FS.mkdir(to);
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (statSync(path).isDirectory()) copyFolder(path, `${to}/${name}`);
    else micropython.FS.writeFile(`${to}/${name}`, readFileSync(path));
  }
};
copyFolder(dirname(file), PROJECT);
micropython.FS.chdir(PROJECT);

// Its port has no terminal, so `input` and `sys.stdin` read the process's whole standard input.
const stdin = process.stdin.isTTY ? "" : readFileSync(0, "utf8");
micropython.globals.set("_stdin", stdin);
micropython.globals.set("_source", readFileSync(file, "utf8"));
micropython.globals.set("_name", basename(file));

const START = `
import builtins, io, sys
_lines = io.StringIO(_stdin)
def _input(prompt=""):
    print(prompt, end="")
    line = _lines.readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith("\\n") else line
builtins.input = _input
sys.path.insert(0, "")
exec(compile(_source, _name, "exec"), {"__name__": "__main__"})
`;

try {
  micropython.runPython(START);
} catch (error) {
  // SystemExit is the program's way to end, with its own exit code.
  const exit = error.type === "SystemExit";
  if (!exit) console.error(error.message);
  process.exitCode = exit ? Number.parseInt(error.message.split(":").pop(), 10) || 0 : 1;
} finally {
  flush();
}
