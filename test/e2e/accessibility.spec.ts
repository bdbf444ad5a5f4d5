import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onFixtureSite } from '../support/on-site.js';
import { inEnglish, sitePages } from '../support/site-pages.js';
import { desktop, phone } from '../support/visitor.js';

const on = onFixtureSite();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** What WCAG 2.2 AA forbids and a program can see, in sentences. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate<{
    violations: Violation[];
  }>(`axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    resultTypes: ['violations'],
  })`);
  return found.map(({ id, help, nodes }) => {
    const [first] = nodes;
    return `${id} (${help}), ${nodes.length} times, first ${String(first?.target)}: ${first?.failureSummary ?? ''}`;
  });
}

/** Each language, theme and screen meets each other one: four looks are enough for all pairs. */
const looks = [
  { name: 'French, light, desktop', english: false, colorScheme: 'light', screen: desktop },
  { name: 'French, dark, phone', english: false, colorScheme: 'dark', screen: phone },
  { name: 'English, dark, desktop', english: true, colorScheme: 'dark', screen: desktop },
  { name: 'English, light, phone', english: true, colorScheme: 'light', screen: phone },
] as const;

describe.each(looks)('in $name', ({ english, colorScheme, screen }) => {
  it.each(sitePages)('$name has no accessibility violation and no error', async ({ path }) => {
    const address = english ? inEnglish(path) : path;
    const { page, status, complaints } = await on.visitor.visit(address, {
      ...screen,
      colorScheme,
    });
    expect(status).toBe(200);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('a page that is refused', () => {
  it.each(['/territoires/REG-99', '/territoires/84', '/irritants/IRR-99', '/?region=bretange'])(
    '%s has no accessibility violation',
    async (path) => {
      const { page } = await on.visitor.visit(path);
      expect(await violations(page)).toEqual([]);
    },
  );
});

describe('the points of a chart', () => {
  it('are all reached by the arrows, each with its words', async () => {
    const { page } = await on.visitor.visit('/irritants/IRR-2');
    const curve = page.locator('article#identity-rate');
    await curve.scrollIntoViewIfNeeded();
    const points = curve.getByRole('application');
    await points.waitFor();
    await points.focus();
    const spoken = curve.locator('.chart [aria-live]');
    await page.keyboard.press('Home');
    const said = new Set([await spoken.innerText()]);
    const table = curve.locator('tbody tr');
    const months = await table.count();
    for (let press = 1; press < months; press++) {
      await page.keyboard.press('ArrowRight');
      said.add(await spoken.innerText());
    }
    expect(said.size).toBe(months);
    // The words are those of the table: its last month ends the walk, its first began it.
    const [last] = await table.first().locator('th').allInnerTexts();
    expect([...said].at(-1)).toContain(last?.trim());
  });

  it('of every line are reached, line after line', async () => {
    const { page } = await on.visitor.visit('/');
    const curve = page.locator('article#courbes');
    await curve.scrollIntoViewIfNeeded();
    const points = curve.getByRole('application');
    await points.waitFor();
    await points.focus();
    await page.keyboard.press('Home');
    const spoken = curve.locator('.chart [aria-live]');
    const said = new Set<string>();
    // Curves stand one under the other as the eye finds them in that month: first to the top.
    for (const key of ['ArrowUp', 'ArrowDown']) {
      for (let press = 0; press < 20; press++) {
        await page.keyboard.press(key);
        said.add(await spoken.innerText());
      }
    }
    // France and its eighteen regions.
    expect(said.size).toBe(19);
  });
});
