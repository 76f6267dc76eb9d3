// Times one implementation from nothing to its first output: `node first_print.mjs WHO`, in a process of its own and with
// the engine's own settings. Its stderr has a line `all` with the milliseconds from loading to what `print` gives, and for
// ours, whose module lies at PINWHEEL_WASM, a line `instance` with those from instantiating the compiled module on.

import { readFileSync, writeSync } from "node:fs";

const SOURCE = "print('hi')";
const UNIX = 0;
const HEAP_BYTES = 1024 * 1024;
const FUEL = 1_000_000n;

const tell = (name, from, to) => writeSync(2, `${name} ${to - from}\n`);
let printed;
const print = () => (printed ??= performance.now());

const ours = async () => {
  const bytes = readFileSync(process.env.PINWHEEL_WASM);
  const started = performance.now();
  const module = await WebAssembly.compile(bytes);
  const compiled = performance.now();
  const pinwheel = { write: print, read: () => -2, file_kind: () => 0, file_size: () => -1 };
  for (const { name } of WebAssembly.Module.imports(module)) pinwheel[name] ??= () => 0;
  const vm = new WebAssembly.Instance(module, { pinwheel }).exports;
  vm.create(UNIX, HEAP_BYTES, 0n);
  const name = Buffer.from("main.py");
  const at = vm.buffer(name.length + SOURCE.length);
  const buffer = new Uint8Array(vm.memory.buffer, at);
  buffer.set(name);
  buffer.set(Buffer.from(SOURCE), name.length);
  vm.load_source(name.length);
  vm.run(FUEL);
  tell("instance", compiled, printed);
  return started;
};

const micropython = async () => {
  const { loadMicroPython } = await import(
    "../../xtask/npm/node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
  );
  const started = performance.now();
  const python = await loadMicroPython({ linebuffer: false, stdout: print });
  python.runPython(SOURCE);
  return started;
};

const pyodide = async () => {
  const { loadPyodide } = await import("pyodide");
  const started = performance.now();
  const python = await loadPyodide();
  python.setStdout({ raw: print });
  python.runPython(SOURCE);
  return started;
};

const started = await { ours, micropython, pyodide }[process.argv[2]]();
tell("all", started, printed);
