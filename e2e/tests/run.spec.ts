// Running programs: the first visit, output, input, errors, and what a reload keeps.

import { expect, test } from "../workbench";

test("the first visit shows a program that runs at once", async ({ workbench }) => {
  await expect(workbench.editor).toContainText("import");
  await workbench.runButton.click();
  await workbench.expectStatus("Running");
  await workbench.stopButton.click();
  await workbench.expectStatus("Stopped");
});

test("print shows in the terminal and the program finishes", async ({ workbench }) => {
  await workbench.run('print("six times seven is", 6 * 7)\n');
  await workbench.expectPrinted("six times seven is 42");
  await workbench.expectStatus("Finished");
});

test("input reads a line from the terminal", async ({ workbench }) => {
  await workbench.run('name = input("Who? ")\nprint("Hello, " + name + "!")\n');
  await workbench.expectPrinted("Who?");
  await workbench.expectStatus("Waiting for input");
  await workbench.typeLine("Ada");
  await workbench.expectPrinted("Hello, Ada!");
  await workbench.expectStatus("Finished");
});

test("a traceback's line is a link into the editor", async ({ workbench }) => {
  await workbench.run("def divide(a, b):\n    return a / b\n\n\nprint(divide(1, 0))\n");
  await workbench.expectStatus("Error");
  await workbench.expectPrinted("Traceback (most recent call last):");
  await workbench.expectPrinted("ZeroDivisionError: divide by zero");
  const link = workbench.traceLinks.and(workbench.page.locator('[data-line="2"]')).first();
  await link.click();
  await expect(workbench.activeLine).toHaveText("    return a / b");
});

test("a syntax error names its line and links to it", async ({ workbench }) => {
  await workbench.run("x = 1\nif x\n    print(x)\n");
  await workbench.expectStatus("Error");
  await workbench.expectPrinted("SyntaxError");
  await workbench.traceLinks.and(workbench.page.locator('[data-line="2"]')).first().click();
  await expect(workbench.activeLine).toHaveText("if x");
});

test("what was typed is there after a reload", async ({ workbench }) => {
  await workbench.write("");
  await workbench.editor.focus();
  await workbench.page.keyboard.type("# kept across a reload");
  // Without a pause: each keystroke survives a tab that closes right after it.
  await workbench.page.reload();
  await workbench.expectStatus("Ready");
  await expect(workbench.editor).toContainText("# kept across a reload");
});

test("pause holds the virtual clock and run lets it go on", async ({ workbench }) => {
  await workbench.run("import time\nwhile True:\n    time.sleep_ms(10)\n");
  await workbench.expectStatus("Running");
  await workbench.pauseButton.click();
  await workbench.expectStatus("Paused");
  const held = await workbench.clock.textContent();
  await workbench.page.waitForTimeout(300);
  expect(await workbench.clock.textContent()).toBe(held);
  await workbench.runButton.click();
  await workbench.expectStatus("Running");
  await expect(workbench.clock).not.toHaveText(held ?? "");
  await workbench.stopButton.click();
  await workbench.expectStatus("Stopped");
});
