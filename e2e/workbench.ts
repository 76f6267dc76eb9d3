// The test function that all browser tests share: each gets an open page that must not complain.

import { expect, test as base } from "@playwright/test";
import { Workbench } from "./page";

export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ page }, use) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await use(workbench);
    expect(workbench.complaints, "the page complained").toEqual([]);
  },
});

export { expect };
