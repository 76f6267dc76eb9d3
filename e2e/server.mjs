// Serves the built page as any static host would: `node server.mjs PORT [FOLDER]`.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const port = Number(process.argv[2]);
const folder = process.argv[3] ?? fileURLToPath(new URL("../app/dist", import.meta.url));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  // Normalising an absolute path cannot climb above its root.
  const name = normalize(decodeURIComponent(pathname));
  const path = join(folder, name.endsWith("/") ? `${name}index.html` : name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-length": stats.size,
    "cache-control": "no-store",
  });
  createReadStream(path).pipe(response);
});

server.listen(port, "127.0.0.1");
