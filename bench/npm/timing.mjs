// What the three WebAssembly runners share: arguments, clock, and how figures are told.
//
// A runner is started as `node RUNNER RUNS PROGRAM…`. Before each run it waits for a line of its stdin,
// so that several runners can take turns; once that is closed it waits no more. Its stdout is what the programs print, with a
// record separator behind each run. Its stderr has a line `start` with the milliseconds that making
// the interpreter took; for each program a line `program` with its path, and for each run a line
// `compile` and one `run` with milliseconds, or `failed` and why.
//
// The clock is the processor time of the main thread, which other programs on the machine do not
// lengthen; where the kernel does not tell it, the wall clock.

import { existsSync, readFileSync, readSync, writeSync } from "node:fs";
import { basename } from "node:path";

const SEPARATOR = "\x1e\n";
const SCHEDULE = "/proc/self/schedstat";
const known = existsSync(SCHEDULE);
const pause = new Int32Array(new SharedArrayBuffer(4));
const [runs, ...programs] = process.argv.slice(2);

// Milliseconds since some moment.
export const now = () => {
  if (!known) return performance.now();
  // The kernel brings the figure up to date when the thread pauses.
  Atomics.wait(pause, 0, 0, 1);
  return Number(readFileSync(SCHEDULE, "utf8").split(" ")[0]) / 1e6;
};

export const tell = (name, figure) => writeSync(2, `${name} ${figure}\n`);

// Output is kept until the run is over, so that writing it is no part of the run.
let output = [];
export const keep = (bytes) => output.push(Buffer.from(bytes));

const flush = () => {
  const bytes = Buffer.concat([...output, Buffer.from(SEPARATOR)]);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  output = [];
};

// Waits for a line. Where Pyodide is loaded, reading fails while there is none.
const turnComes = () => {
  const byte = Buffer.alloc(1);
  for (;;) {
    try {
      if (readSync(0, byte) === 0 || byte[0] === 10) return;
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
};

// Tells how long making the interpreter takes, and hands it on.
export const start = async (make) => {
  const started = now();
  const made = await make();
  tell("start", now() - started);
  return made;
};

// Runs each program as often as is wanted. `prepare` is given its name and its bytes and makes all
// that a run needs; `run` runs it. Each answers why it failed, or nothing.
export const runAll = (prepare, run) => {
  const timed = (name, work) => {
    const started = now();
    const why = work();
    tell(name, now() - started);
    return why;
  };
  for (const program of programs) {
    tell("program", program);
    const source = readFileSync(program);
    for (let turn = 0; turn < Number(runs); turn++) {
      turnComes();
      const why = timed("compile", () => prepare(basename(program), source)) ?? timed("run", run);
      flush();
      if (why !== undefined) {
        tell("failed", why.trim().split("\n").pop());
        break;
      }
    }
  }
};
