import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { projectRoot } from './project-root.js';

/** Labels over one another, text cut off, plots without marks, a page wider than its screen. */
export async function defectsOf(page: Page): Promise<string[]> {
  const address = pathToFileURL(join(projectRoot(), 'web/dev/defects.ts')).href;
  const { defectsOfPage } = (await import(address)) as { defectsOfPage: () => string[] };
  return page.evaluate(defectsOfPage);
}

/** Shows each chart once, so that those that wake up when they are seen have done so. */
export async function seeAll(page: Page): Promise<void> {
  for (const chart of await page.locator('.chart:visible').all()) {
    await chart.scrollIntoViewIfNeeded();
    if ((await chart.locator('.canvas').count()) > 0) {
      await chart.and(page.locator('.live')).waitFor();
    }
  }
}
