// Times programs on MicroPython's WebAssembly build.

// The package that the scripts are checked with, so that there is one version of it.
import { loadMicroPython } from "../../xtask/npm/node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { runIn } from "./peer.mjs";
import { keep, start } from "./timing.mjs";

const make = () =>
  loadMicroPython({
    heapsize: 64 * 1024 * 1024,
    pystack: 64 * 1024,
    linebuffer: false,
    stdout: keep,
  });
runIn(await start(make));
