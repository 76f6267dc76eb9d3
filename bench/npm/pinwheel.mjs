// Times programs on our VM. The environment variable PINWHEEL_WASM is the path of pinwheel.wasm. With
// PINWHEEL_SLICE, programs are run in slices of so much fuel, at most for some seconds, and a line
// `slice` tells the longest of them.

import { readFileSync } from "node:fs";
import { keep, now, runAll, start, tell } from "./timing.mjs";

const UNIX = 0;
const OK = 0;
const DONE = 0;
const OUT_OF_FUEL = 2;
const HEAP_BYTES = 64 * 1024 * 1024;
// Some milliseconds, as in the page; a function has to be left for its better code to be entered.
const FUEL = 2_000_000n;

const bytes = readFileSync(process.env.PINWHEEL_WASM);
let errors = "";
let vm;
const pinwheel = {
  write: (_at, stream, from, length) => {
    const text = new Uint8Array(vm.memory.buffer, from, length);
    if (stream === 1) keep(text);
    else errors += Buffer.from(text).toString();
  },
  // There is a console, and nothing else.
  read: () => -2,
  file_kind: () => 0,
  file_size: () => -1,
};
const instantiate = (module) => new WebAssembly.Instance(module, { pinwheel }).exports;

const module = await start(async () => {
  const module = await WebAssembly.compile(bytes);
  for (const { name } of WebAssembly.Module.imports(module)) pinwheel[name] ??= () => 0;
  vm = instantiate(module);
  vm.create(UNIX, HEAP_BYTES, 0n);
  return module;
});

const prepare = (name, source) => {
  // Each run has an instance of its own: memory that one has grown does not shrink again.
  vm = instantiate(module);
  errors = "";
  vm.create(UNIX, HEAP_BYTES, 0n);
  const label = Buffer.from(name);
  // Asking for room can move the memory, so the view is made afterwards.
  const at = vm.buffer(label.length + source.length);
  const buffer = new Uint8Array(vm.memory.buffer, at);
  buffer.set(label);
  buffer.set(source, label.length);
  return vm.load_source(label.length) === OK ? undefined : errors;
};

const ENOUGH_MS = 8000;
const MOST_SLICES = 1000;
const inSlices = (fuel) => {
  let outcome;
  let worst = 0;
  let total = 0;
  let slices = 0;
  do {
    const started = now();
    outcome = vm.run(fuel);
    const took = now() - started;
    worst = Math.max(worst, took);
    total += took;
  } while (outcome === OUT_OF_FUEL && total < ENOUGH_MS && ++slices < MOST_SLICES);
  tell("slice", worst);
  return outcome;
};

const run = () => {
  try {
    if (process.env.PINWHEEL_SLICE) {
      inSlices(BigInt(process.env.PINWHEEL_SLICE));
      return undefined;
    }
    let outcome;
    do outcome = vm.run(FUEL);
    while (outcome === OUT_OF_FUEL);
    return outcome === DONE ? undefined : errors || `outcome ${outcome}`;
  } catch (trap) {
    return String(trap);
  }
};

runAll(prepare, run);
