// Finishes the built page: drops the names from the wasm files, moves inline scripts to files and adds
// the security policy. Trunk runs it after each build.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
// Function names are a quarter of the bytes, and only a debugger reads them: KEEP_WASM_NAMES=1 keeps them.
if (!process.env.KEEP_WASM_NAMES) {
  for (const name of readdirSync(staging).filter((name) => name.endsWith(".wasm"))) {
    writeFileSync(join(staging, name), withoutCustomSections(readFileSync(join(staging, name))));
  }
}

const page = join(staging, "index.html");
let html = readFileSync(page, "utf8");

// Trunk's development server puts a script of its own into the page; a policy would only break its reload.
const serving = html.includes("__TRUNK_ADDRESS__");

html = html.replace(/<script type="module"(?: nonce="[^"]*")?>([\s\S]*?)<\/script>/g, (whole, body) => {
  if (serving && body.includes("__TRUNK")) return whole;
  const name = `start-${createHash("sha256").update(body).digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(staging, name), body);
  return `<script type="module" src="./${name}"></script>`;
});

if (!serving) {
  // Editor and terminal set styles from script, hence 'unsafe-inline' for styles only.
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  html = html.replace("<meta charset", `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta charset`);
}

writeFileSync(page, html);

/** A wasm module (https://webassembly.github.io/spec/core/binary/modules.html) without its custom sections. */
function withoutCustomSections(module) {
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length; ) {
    let size = 0;
    let shift = 0;
    let end = at + 1;
    for (let more = true; more; end += 1, shift += 7) {
      size += (module[end] & 0x7f) * 2 ** shift;
      more = module[end] >= 0x80;
    }
    if (module[at] !== 0) kept.push(module.subarray(at, end + size));
    at = end + size;
  }
  return Buffer.concat(kept);
}
