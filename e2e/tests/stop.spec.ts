// Stop answers within 100 ms whatever the program does, and the page stays smooth meanwhile.

import { expect, test } from "../workbench";

const LIMIT_MS = 100;
// Twenty frames in a second still look smooth, and machines that test are slow and have no GPU.
const SMOOTH_MS = 100;

const PROGRAMS: Record<string, string> = {
  "an endless loop": "while True: pass\n",
  "a slow key inside sorted": [
    "def slow(x):",
    "    n = 0",
    "    while n < 10000000:",
    "        n += 1",
    "    return x",
    "sorted(range(1000), key=slow)",
    "",
  ].join("\n"),
  "a long sleep": "import time\ntime.sleep(1000)\n",
  "a flood of output": 'while True: print("spam and eggs")\n',
  "a wait for input": 'input("? ")\n',
};

for (const [name, program] of Object.entries(PROGRAMS)) {
  test(`stop ends ${name} within ${LIMIT_MS} ms`, async ({ workbench }) => {
    await workbench.run(program);
    await expect(workbench.status).toHaveText(/Running|Waiting for input/);
    await workbench.page.waitForTimeout(300);
    expect(await workbench.stopTime()).toBeLessThan(LIMIT_MS);
    await workbench.expectStatus("Stopped");
    // It is the same worker that goes on: the next program runs.
    await workbench.run('print("alive", 1 + 1)\n');
    await workbench.expectPrinted("alive 2");
  });
}

test("the page stays smooth while a program spins", async ({ workbench }) => {
  // On a machine that is busy with other things, even an idle page is not smooth.
  const idle = await workbench.frameTime(1000);
  await workbench.run("while True: pass\n");
  await workbench.expectStatus("Running");
  expect(await workbench.frameTime(2000)).toBeLessThan(Math.max(SMOOTH_MS, 2 * idle));
  await workbench.stopButton.click();
  await workbench.expectStatus("Stopped");
});
