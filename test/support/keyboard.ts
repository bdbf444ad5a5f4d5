import type { Locator, Page } from 'playwright-core';

/** Presses Tab until what has the focus answers to a selector; throws when the page has nothing. */
export async function tabTo(page: Page, selector: string, atMost = 400): Promise<Locator> {
  const wanted = page.locator(`${selector}:focus`);
  for (let press = 0; press < atMost; press++) {
    await page.keyboard.press('Tab');
    if ((await wanted.count()) > 0) return wanted;
  }
  const last = await page.locator('*:focus').allInnerTexts();
  throw new Error(`Tab does not reach ${selector}; it is at ${String(last)}`);
}

/** Opens what has the focus and waits for the page of that address. */
export async function enter(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === path);
}
