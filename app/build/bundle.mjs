// Bundles the page's JavaScript and CSS into `generated/`; Trunk runs it before each build.

import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const app = dirname(dirname(fileURLToPath(import.meta.url)));
const generated = join(app, "generated");

installPackages();
const { build } = await import("esbuild");

rmSync(join(generated, "js"), { recursive: true, force: true });
mkdirSync(join(generated, "js"), { recursive: true });
const common = { absWorkingDir: app, bundle: true, minify: true, logLevel: "warning", legalComments: "none" };

await build({
  ...common,
  entryPoints: ["js/editor.js", "js/terminal.js"],
  outdir: "generated/js",
  format: "esm",
  splitting: true,
  target: "es2022",
  chunkNames: "chunk-[hash]",
});
await build({ ...common, entryPoints: ["styles/page.css"], outfile: "generated/page.css" });

/** Runs `npm ci` when the lock file is not the one that was last installed. */
function installPackages() {
  const lock = createHash("sha256").update(readFileSync(join(app, "package-lock.json"))).digest("hex");
  const stamp = join(app, "node_modules", ".installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: app, stdio: "inherit", shell: process.platform === "win32" });
  if (npm.status !== 0) {
    console.error("app: `npm ci` failed; the page needs Node 20 with npm, and the npm registry on the first build");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
