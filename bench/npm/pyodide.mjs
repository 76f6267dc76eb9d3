// Times programs on Pyodide.

import { loadPyodide } from "pyodide";
import { runIn } from "./peer.mjs";
import { keep, start } from "./timing.mjs";

const pyodide = await start(() => loadPyodide());
const write = (bytes) => {
  keep(bytes);
  return bytes.length;
};
pyodide.setStdout({ write });
runIn(pyodide);
