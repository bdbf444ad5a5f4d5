import { describe, expect, it } from 'vitest';
import { numbersIn, plainNumber } from '../support/french.js';
import { enter, tabTo } from '../support/keyboard.js';
import { onFixtureSite } from '../support/on-site.js';
import { phone } from '../support/visitor.js';

const on = onFixtureSite();

describe('an agency, by the keyboard alone', () => {
  it('reads its lag and its funnel, goes to a department and comes back', async () => {
    const { page, complaints } = await on.visitor.visit('/');
    await page.keyboard.press('/');
    await page.keyboard.type('Auvergne');
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await enter(page, '/territoires/REG-84');

    expect(await page.locator('h1').innerText()).toBe('Auvergne-Rhône-Alpes');
    const lag = await page.locator('.lags').innerText();
    expect(lag).toMatch(/\d+ mois (d’avance|de retard) sur la France/);
    expect(lag).toContain('la région la plus avancée');

    const funnel = page.locator('article#entonnoir');
    expect(await funnel.locator('h2').innerText()).toMatch(/pour 100 .* ayant commandé, \d+/);
    const table = await tabTo(page, '#entonnoir-table > summary');
    await page.keyboard.press('Enter');
    expect(await table.count()).toBe(1);
    const steps = funnel.locator('#entonnoir-table tbody tr');
    expect(await steps.first().isVisible()).toBe(true);
    const rows = await steps.allInnerTexts();
    expect(rows.map((row) => row.split(/\t|\n/)[0]?.trim())).toEqual([
      'Ont commandé',
      'Sont équipés',
      'Ont vu un patient à l’INS qualifiée',
      'Ont alimenté le DMP',
    ]);

    await tabTo(page, '#departements a[href="/territoires/DEP-69"]');
    await enter(page, '/territoires/DEP-69');
    await expect.poll(() => page.locator('h1').innerText()).toBe('Rhône');
    expect(await page.locator('.lags').innerText()).toContain('la France');
    expect(await page.locator('article#entonnoir').isVisible()).toBe(true);

    await tabTo(page, '.breadcrumb a[href="/territoires/REG-84"]');
    await enter(page, '/territoires/REG-84');
    await expect.poll(() => page.locator('h1').innerText()).toBe('Auvergne-Rhône-Alpes');
    expect(complaints).toEqual([]);
  });
});

describe('a journalist on a phone without JavaScript', () => {
  it('tells profiles open, activated and used apart in the first two screens', async () => {
    const { page } = await on.visitor.visit('/', { ...phone, javaScriptEnabled: false });
    const numbers = page.locator('.key-numbers dl > div');
    expect(await numbers.locator('dt').allInnerTexts()).toEqual([
      'Profils ouverts',
      'Profils activés',
      'Utilisateurs du mois',
    ]);
    const values = (await numbers.locator('dd.value').allInnerTexts()).map(plainNumber);
    const [open, activated, used] = values as [number, number, number];
    expect(open).toBeGreaterThan(activated);
    expect(activated).toBeGreaterThan(used);
    expect(used).toBeGreaterThan(0);

    // Each number says what it is a part of, and that is the number before it.
    const [ofPeople, ofOpen, ofActivated] = await numbers.locator('dd.detail').allInnerTexts();
    expect(numbersIn(ofPeople ?? '')[0]).toBeGreaterThan(open);
    expect(numbersIn(ofOpen ?? '')).toContain(open);
    expect(numbersIn(ofActivated ?? '')).toContain(activated);
    expect(numbersIn(ofOpen ?? '')[0]).toBeCloseTo((100 * activated) / open, 0);
    expect(numbersIn(ofActivated ?? '')[0]).toBeCloseTo((100 * used) / activated, 0);

    const last = await numbers.last().boundingBox();
    expect((last?.y ?? Infinity) + (last?.height ?? 0)).toBeLessThan(2 * 844);
    expect(await page.locator('.banner').innerText()).toContain('Données simulées');
  });

  it('goes on to the own department, its figures, how they are made and how to cite them', async () => {
    const { page } = await on.visitor.visit('/territoires?q=finistere', {
      ...phone,
      javaScriptEnabled: false,
    });
    await page.locator('.found a').first().click();
    expect(await page.locator('h1').innerText()).toBe('Finistère');
    const curves = page.locator('article#courbes');
    expect(await curves.locator('.chart .drawing svg:visible').count()).toBe(1);
    await curves.locator('#courbes-about > summary').click();
    const about = await curves.locator('#courbes-about').innerText();
    expect(about).toMatch(/Définition feeding\.rate, version \d/);
    expect(about).toContain('Données simulées');
  });
});

describe('someone of the Sentinelle team', () => {
  it('follows an irritant from the funnel to its levers, and sees the lever on a curve', async () => {
    const { page, complaints } = await on.visitor.visit('/territoires/REG-84');
    await page
      .locator('#entonnoir nav.next')
      .getByRole('link', { name: /irritants/ })
      .click();
    await page.waitForURL((url) => url.pathname === '/irritants');

    // The stage of the funnel names its irritants; one of them leads to its page.
    const stage = page
      .locator('#barrieres li.stage', { hasText: 'Qualification de l’INS' })
      .first();
    await stage
      .getByRole('link', { name: /^INS des patients/ })
      .first()
      .click();
    await page.waitForURL((url) => url.pathname === '/irritants/IRR-2');
    await page.getByRole('link', { name: 'Voir les leviers et leurs dates' }).first().click();
    const row = page.locator('#leviers tbody tr', { hasText: 'INS qualifiée en un clic' });
    await expect.poll(() => row.isVisible()).toBe(true);
    const first = (await row.locator('td').first().innerText()).trim();
    expect(first).toMatch(/^\p{L}+ \d{4}$/u);

    // The same lever, at the same month, on a curve of the INS and in the words under it.
    const curve = page.locator('article#identity-rate');
    await curve.scrollIntoViewIfNeeded();
    const label = curve.locator('svg text', { hasText: 'INS qualifiée en un clic' });
    await expect.poll(() => label.locator('visible=true').count()).toBeGreaterThan(0);
    expect(await curve.locator('.notes').innerText()).toContain(
      `INS qualifiée en un clic (${first})`,
    );
    expect(complaints).toEqual([]);
  });
});
