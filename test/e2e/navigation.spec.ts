import { describe, expect, it } from 'vitest';
import { enter } from '../support/keyboard.js';
import { onFixtureSite } from '../support/on-site.js';
import { phone } from '../support/visitor.js';

const on = onFixtureSite();

describe('the language', () => {
  it.each([
    ['/?region=REG-84&flow=identity', '/en'],
    ['/territoires/DEP-69?flow=messaging&period=2026-03', '/en/territoires/DEP-69'],
    ['/irritants?irritant=IRR-3', '/en/irritants'],
    ['/extraire?measure=identity.rate&split=region&territory=REG-84', '/en/extraire'],
    ['/recherche?q=rhone', '/en/recherche'],
  ])('changes on %s without losing the place, and back', async (path, english) => {
    const { page } = await on.visitor.visit(path, { javaScriptEnabled: false });
    const { search, pathname } = new URL(page.url());
    expect(search).toBe(path.slice(path.indexOf('?')));
    await page.getByRole('link', { name: 'English' }).click();
    expect([new URL(page.url()).pathname, new URL(page.url()).search]).toEqual([english, search]);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('note').innerText()).toMatch(/Simulated data/);
    await page.getByRole('link', { name: 'Français' }).click();
    expect([new URL(page.url()).pathname, new URL(page.url()).search]).toEqual([pathname, search]);
  });
});

describe('the search, from the keyboard', () => {
  it.each([
    ['finistere', '/territoires/DEP-29'],
    ['REG-11', '/territoires/REG-11'],
    ['licence', '/methode'],
    ['ordonnance num', '/irritants/IRR-7'],
  ])('leads from « %s » to %s', async (asked, path) => {
    const { page, complaints } = await on.visitor.visit('/statut');
    await page.keyboard.press('/');
    await page.keyboard.type(asked);
    const first = page.locator('[role="option"]').first();
    await first.waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await first.getAttribute('aria-selected')).toBe('true');
    await enter(page, path);
    expect(complaints).toEqual([]);
  });

  it('finds a measure, and its definition', async () => {
    const { page } = await on.visitor.visit('/');
    await page.keyboard.press('/');
    await page.keyboard.type('taux de qualification');
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/identity\.rate/);
  });

  it('closes with Escape and leaves what was typed to a second one', async () => {
    const { page } = await on.visitor.visit('/');
    await page.keyboard.press('/');
    await page.keyboard.type('rhone');
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('[role="option"]:visible').count()).toBe(0);
    expect(await page.getByRole('combobox').first().inputValue()).toBe('rhone');
  });

  it('works without JavaScript, on a phone', async () => {
    const { page } = await on.visitor.visit('/', { ...phone, javaScriptEnabled: false });
    await page.locator('header input[type="search"]').fill('rhône');
    await page.locator('header button[type="submit"]').click();
    expect(new URL(page.url()).pathname).toBe('/recherche');
    expect(await page.getByRole('link', { name: 'Rhône', exact: true }).count()).toBe(1);
  });
});

describe('a choice', () => {
  it('changes the figure, is an address, and the way back undoes it', async () => {
    const { page, complaints } = await on.visitor.visit('/');
    const title = page.locator('#courbes h2');
    const before = await title.innerText();
    await page.getByLabel('Région mise en avant').selectOption('REG-84');
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL((url) => url.search === '?region=REG-84');
    await expect.poll(() => title.innerText()).toContain('Auvergne-Rhône-Alpes');
    await page.goBack();
    await page.waitForURL((url) => url.search === '');
    await expect.poll(() => title.innerText()).toBe(before);
    expect(complaints).toEqual([]);
  });

  it('works without JavaScript, and its address says no more than it must', async () => {
    const { page } = await on.visitor.visit('/', { javaScriptEnabled: false });
    await page.getByLabel('Région mise en avant').selectOption('REG-53');
    await page.getByRole('button', { name: 'Afficher' }).click();
    expect(new URL(page.url()).search).toBe('?region=REG-53');
    expect(await page.locator('#courbes h2').innerText()).toContain('Bretagne');
  });
});
