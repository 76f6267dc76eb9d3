// The circuit: LEDs are seen to blink, and the drawn button and potentiometer reach the program.

import { expect, test } from "../workbench";

test("the example's blinking is seen on screen", async ({ workbench }) => {
  await workbench.runButton.click();
  for (const lit of ["true", "false", "true"]) {
    await expect(workbench.led).toHaveAttribute("data-lit", lit);
  }
  await workbench.stopButton.click();
});

test("the board's own LED blinks", async ({ workbench }) => {
  await workbench.run(
    [
      "from machine import Pin",
      "import time",
      'led = Pin("LED", Pin.OUT)',
      "while True:",
      "    led.toggle()",
      "    time.sleep_ms(300)",
      "",
    ].join("\n"),
  );
  for (const lit of ["true", "false", "true"]) {
    await expect(workbench.boardLed).toHaveAttribute("data-lit", lit);
  }
  await workbench.stopButton.click();
});

test("a lit LED looks lit", async ({ workbench }) => {
  await workbench.run(
    'from machine import Pin\nled = Pin("LED", Pin.OUT)\nled.on()\ninput()\nled.off()\ninput()\n',
  );
  await expect(workbench.boardLed).toHaveAttribute("data-lit", "true");
  const lit = await workbench.boardLed.screenshot();
  await workbench.typeLine("");
  await expect(workbench.boardLed).toHaveAttribute("data-lit", "false");
  const dark = await workbench.boardLed.screenshot();
  expect(lit.equals(dark), "the LED looks the same lit and dark").toBe(false);
  await workbench.stopButton.click();
});

/** Prints every change of the button, whose pin is found by trying all that a diagram may use. */
const WATCH_BUTTON = [
  "from machine import Pin",
  "import time",
  "pins = [Pin(n, Pin.IN, Pin.PULL_UP) for n in range(23)]",
  "before = [pin.value() for pin in pins]",
  'print("watching")',
  "while True:",
  "    now = [pin.value() for pin in pins]",
  "    if now != before:",
  '        print("changed to", "pressed" if sum(now) < sum(before) else "released")',
  "        before = now",
  "    time.sleep_ms(20)",
  "",
].join("\n");

test("the drawn button reaches the program by mouse", async ({ workbench }) => {
  await workbench.run(WATCH_BUTTON);
  await workbench.expectPrinted("watching");
  const button = workbench.partOfRole("button");
  await button.hover();
  await workbench.page.mouse.down();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await workbench.expectPrinted("changed to pressed");
  await workbench.page.mouse.up();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await workbench.expectPrinted("changed to released");
  await workbench.stopButton.click();
});

test("the drawn button reaches the program by keyboard", async ({ workbench }) => {
  await workbench.run(WATCH_BUTTON);
  await workbench.expectPrinted("watching");
  const button = workbench.partOfRole("button");
  await button.focus();
  await workbench.page.keyboard.down("Space");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await workbench.expectPrinted("changed to pressed");
  await workbench.page.keyboard.up("Space");
  await workbench.expectPrinted("changed to released");
  await workbench.stopButton.click();
});

test("the drawn potentiometer reaches the program", async ({ workbench }) => {
  await workbench.run(
    [
      "from machine import ADC",
      "import time",
      "adcs = [ADC(n) for n in (26, 27, 28)]",
      "while True:",
      '    print("most", max(adc.read_u16() for adc in adcs) // 6554)',
      "    time.sleep_ms(50)",
      "",
    ].join("\n"),
  );
  const knob = workbench.partOfRole("slider");
  await knob.focus();
  await workbench.page.keyboard.press("End");
  await expect(knob).toHaveAttribute("aria-valuenow", (await knob.getAttribute("aria-valuemax")) ?? "");
  await workbench.expectPrinted("most 9");
  await workbench.page.keyboard.press("Home");
  await expect(knob).toHaveAttribute("aria-valuenow", (await knob.getAttribute("aria-valuemin")) ?? "");
  await workbench.expectPrinted("most 0");
  await workbench.stopButton.click();
});

test("light and dark are a button apart", async ({ workbench }) => {
  const colour = () =>
    workbench.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await colour();
  await workbench.themeButton.click();
  expect(await colour()).not.toBe(before);
});
