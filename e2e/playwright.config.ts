// How the browser tests run: the built page on a local server, driven in the system's Chromium.

import { defineConfig } from "@playwright/test";

const port = Number(process.env.PINWHEEL_E2E_PORT ?? 8377);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // One at a time: the tests measure how fast the page answers.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A machine that does something else at the wrong moment may miss a limit once, not twice.
  retries: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        // Containers run as root, where Chromium's own sandbox refuses to start.
        "--no-sandbox",
        "--disable-gpu",
        // The tests need no network but their own server; these keep Chromium from looking for one.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node server.mjs ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
