// Finishes the built page: moves inline scripts to files and adds the security policy. Trunk runs it after each build.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
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
