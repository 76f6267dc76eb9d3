// Runs programs in an interpreter with the interface that MicroPython and Pyodide share.

import { runAll } from "./timing.mjs";

export const runIn = (python) => {
  const doing = (text) => {
    try {
      python.runPython(text);
    } catch (error) {
      return error.message;
    }
  };
  const prepare = (name, source) => {
    python.globals.set("_source", source.toString());
    python.globals.set("_name", name);
    return doing("import gc; _code = None; gc.collect(); _code = compile(_source, _name, 'exec')");
  };
  runAll(prepare, () => doing("exec(_code, {'__name__': '__main__'})"));
};
