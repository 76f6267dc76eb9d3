// Runs Python files with the real MicroPython as a command would, many in one process.
//
// Each line of stdin is a job in JSON: `file` and perhaps `input`, and `output` and `errors`, where
// the script's streams go. The first argument is how many run side by side, the second after how
// many seconds one is given up. Why a script was given up or crashed is left in a file with
// `.crashed` behind the name of `output`.

import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";

// As the unix board of `pinwheel run` has.
const HEAP_BYTES = 64 * 1024 * 1024;
// Enough for the recursion that a test script may want; the package's default is 2048.
const STACK_WORDS = 64 * 1024;
const PROJECT = "/project";

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

// Its file system is in memory: the script's folder, which is its import path, is copied there.
const copyFolder = (micropython, from, to) => {
  micropython.FS.mkdir(to);
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (statSync(path).isDirectory()) copyFolder(micropython, path, `${to}/${name}`);
    else micropython.FS.writeFile(`${to}/${name}`, readFileSync(path));
  }
};

const run = async ({ file, input, output, errors }) => {
  // Writing byte by byte is slow: collect, then write.
  const printed = [];
  let complaint = "";
  const micropython = await loadMicroPython({
    heapsize: HEAP_BYTES,
    pystack: STACK_WORDS,
    linebuffer: false,
    stdout: (bytes) => printed.push(...bytes),
  });
  copyFolder(micropython, dirname(file), PROJECT);
  micropython.FS.chdir(PROJECT);
  // Its port has no terminal, so `input` reads what the script is to be given.
  micropython.globals.set("_stdin", input ? readFileSync(input, "utf8") : "");
  micropython.globals.set("_source", readFileSync(file, "utf8"));
  micropython.globals.set("_name", basename(file));
  try {
    micropython.runPython(START);
  } catch (error) {
    // SystemExit is a program's way to end. What is no Python exception is a crash.
    if (error.type === undefined) throw error;
    if (error.type !== "SystemExit") complaint = `${error.message}\n`;
  }
  writeFileSync(output, Uint8Array.from(printed));
  writeFileSync(errors, complaint);
};

// One thread after another for each place, since only a thread can be stopped from outside.
const serve = (jobs, limit) =>
  new Promise((resolve) => {
    let worker;
    let job;
    let timer;
    const crashed = (why) => {
      worker.removeAllListeners();
      void worker.terminate();
      writeFileSync(`${job.output}.crashed`, why);
      begin();
      next();
    };
    const begin = () => {
      worker = new Worker(new URL(import.meta.url));
      worker.on("message", next);
      worker.on("error", (error) => crashed(`crashed (${error.message})`));
    };
    const next = () => {
      clearTimeout(timer);
      job = jobs.shift();
      if (job === undefined) {
        worker.removeAllListeners();
        void worker.terminate().then(resolve);
        return;
      }
      timer = setTimeout(() => crashed(`ran for more than ${limit} s`), limit * 1000);
      worker.postMessage(job);
    };
    begin();
    next();
  });

if (isMainThread) {
  const [places, limit] = process.argv.slice(2).map(Number);
  const jobs = [];
  for await (const line of createInterface({ input: process.stdin })) jobs.push(JSON.parse(line));
  await Promise.all(Array.from({ length: places }, () => serve(jobs, limit)));
} else {
  parentPort.on("message", (job) => void run(job).then(() => parentPort.postMessage("done")));
}
