// Starts the worker's WebAssembly.
import init from "../worker.js";
await init();
