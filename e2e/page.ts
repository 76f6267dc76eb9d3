// The page object: the one place that knows how the page's parts are found.

import { expect, type Locator, type Page } from "@playwright/test";

/** What the status element says. */
export type Status =
  | "Ready"
  | "Running"
  | "Paused"
  | "Waiting for input"
  | "Stopped"
  | "Finished"
  | "Error";

/** Pinwheel's page as a person sees it. */
export class Workbench {
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly pauseButton: Locator;
  readonly resetButton: Locator;
  readonly themeButton: Locator;
  readonly status: Locator;
  readonly clock: Locator;
  readonly editor: Locator;
  readonly activeLine: Locator;
  readonly terminal: Locator;
  readonly terminalText: Locator;
  readonly circuit: Locator;
  readonly traceLinks: Locator;
  /** Everything that went wrong in the page: console errors, exceptions, failed requests. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    this.runButton = button("Run");
    this.stopButton = button("Stop");
    this.pauseButton = button("Pause");
    this.resetButton = button("Reset");
    this.themeButton = page.getByRole("button", { name: /theme/i });
    this.status = page.getByTestId("status");
    this.clock = page.getByTestId("clock");
    this.editor = page.locator(".cm-content");
    this.activeLine = page.locator(".cm-activeLine");
    this.terminal = page.getByTestId("terminal");
    this.terminalText = page.getByTestId("terminal-text");
    this.circuit = page.getByTestId("circuit");
    this.traceLinks = page.getByTestId("trace-link");
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`exception: ${error.message}`));
    page.on("response", (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()} ${response.url()}`);
    });
    page.on("requestfailed", (request) => this.complaints.push(`failed: ${request.url()}`));
  }

  /** Opens the page and waits until it can run a program. */
  async open(): Promise<void> {
    await this.page.goto("/");
    await expect(this.status).toHaveText("Ready");
    await expect(this.editor).toBeVisible();
  }

  /** Replaces the program in the editor. */
  async write(program: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    if (program === "") return;
    // Pasted, not typed: the editor indents what is typed.
    await this.editor.evaluate((editor, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const paste = { clipboardData, bubbles: true, cancelable: true };
      editor.dispatchEvent(new ClipboardEvent("paste", paste));
    }, program);
  }

  /** Replaces the program and runs it. */
  async run(program: string): Promise<void> {
    await this.write(program);
    await this.runButton.click();
  }

  async expectStatus(status: Status): Promise<void> {
    await expect(this.status).toHaveText(status);
  }

  /** Waits until the terminal shows the text. */
  async expectPrinted(text: string | RegExp): Promise<void> {
    await expect(this.terminalText).toContainText(text);
  }

  /** Types a line into the terminal, as at a keyboard. */
  async typeLine(line: string): Promise<void> {
    await this.terminal.click();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press("Enter");
  }

  /** A drawn part, by its name in the diagram. */
  part(id: string): Locator {
    return this.circuit.locator(`[data-part="${id}"]`);
  }

  /** The first drawn part of a role, such as the push button or the potentiometer. */
  partOfRole(role: "button" | "slider"): Locator {
    return this.circuit.getByRole(role).first();
  }

  /** The Pico's own LED. */
  get boardLed(): Locator {
    return this.part("pico-led");
  }

  /** A drawn LED that is wired to the board. */
  get led(): Locator {
    return this.circuit.locator('[data-lit]:not([data-part="pico-led"])').first();
  }

  /**
   * Clicks Stop and returns the milliseconds until the status says so, measured inside the page so
   * that the time of the test tool's own messages is left out.
   */
  async stopTime(): Promise<number> {
    const status = await this.status.elementHandle();
    return this.stopButton.evaluate(
      (button: HTMLElement, status) =>
        new Promise<number>((resolve) => {
          const started = performance.now();
          const look = () => {
            if (status?.textContent?.trim() === "Stopped") resolve(performance.now() - started);
          };
          new MutationObserver(look).observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
          });
          button.click();
          look();
        }),
      status,
    );
  }

  /**
   * How many milliseconds pass between two frames of the page, at most, nineteen times in twenty.
   */
  async frameTime(measuredFor: number): Promise<number> {
    const times = await this.page.evaluate(
      (limit) =>
        new Promise<number[]>((resolve) => {
          const times: number[] = [];
          const started = performance.now();
          let last = started;
          const frame = (now: number) => {
            times.push(now - last);
            last = now;
            if (now - started < limit) requestAnimationFrame(frame);
            else resolve(times);
          };
          requestAnimationFrame(frame);
        }),
      measuredFor,
    );
    times.sort((one, other) => one - other);
    return times[Math.floor(times.length * 0.95)] ?? Infinity;
  }
}
