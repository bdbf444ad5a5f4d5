import { describe, expect, it } from 'vitest';
import { onFixtureSite } from '../support/on-site.js';

const on = onFixtureSite();

/** An address with a fault, what it gives, and what the nearest choice leads to. */
const faulty: { path: string; given: string; nearest: RegExp }[] = [
  { path: '/?region=bretange', given: 'bretange', nearest: /region=REG-53/ },
  { path: '/?flow=feedin', given: 'feedin', nearest: /^\/$|flow=feeding/ },
  { path: '/?period=2031-01', given: '2031-01', nearest: /^\/|period=2026-\d\d/ },
  { path: '/territoires?level=departement', given: 'departement', nearest: /level=department/ },
  { path: '/territoires/REG-84?sector=biologi', given: 'biologi', nearest: /sector=biologie/ },
  { path: '/territoires/DEP-69?flow=mesaging', given: 'mesaging', nearest: /flow=messaging/ },
  { path: '/editeurs?sector=bioligie', given: 'bioligie', nearest: /sector=biologie/ },
  { path: '/irritants?irritant=IRR-22', given: 'IRR-22', nearest: /irritant=IRR-2/ },
  { path: '/irritants/IRR-2?period=2031-01', given: '2031-01', nearest: /^\/irritants\/IRR-2/ },
  {
    path: '/extraire?measure=feeding.rats',
    given: 'feeding.rats',
    nearest: /feeding\.rate|^\/extraire$/,
  },
  { path: '/extraire?split=regoin', given: 'regoin', nearest: /split=region/ },
  { path: '/extraire?split=region&territory=84', given: '84', nearest: /territory=(REG|DEP)-84/ },
];

describe('a parameter that is not understood', () => {
  it.each(faulty)('$path is named, with the nearest choice', async ({ path, given, nearest }) => {
    const { page, status, complaints } = await on.visitor.visit(path, { javaScriptEnabled: false });
    expect(status).toBe(200);
    const alert = page.getByRole('alert').first();
    expect((await alert.innerText()).replace(/\s/g, ' ')).toContain(`« ${given} »`);
    const links = await alert.getByRole('link').all();
    const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
    expect(
      hrefs.some((href) => nearest.test(href ?? '')),
      String(hrefs),
    ).toBe(true);
    // Never a blank chart: the page shows its usual one meanwhile.
    expect(
      await page.locator('article.figure .chart .drawing svg:visible').count(),
    ).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('leads by its link to a page without the fault', async () => {
    const { page } = await on.visitor.visit('/?region=bretange');
    await page.getByRole('alert').getByRole('link', { name: 'Bretagne' }).click();
    await page.waitForURL((url) => url.search === '?region=REG-53');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('#courbes h2').innerText()).toContain('Bretagne');
  });
});

describe('a path that leads nowhere', () => {
  it.each([
    ['/territoires/REG-99', /REG-99/, 'Bretagne'],
    ['/irritants/IRR-99', /IRR-99/, /./],
    ['/nulle-part', /Page introuvable/, 'Bretagne'],
  ])('%s is a 404 that says so and offers what there is', async (path, said, offered) => {
    const { page, status } = await on.visitor.visit(path);
    expect(status).toBe(404);
    expect(await page.locator('main').innerText()).toMatch(said);
    expect(await page.locator('main').getByRole('link', { name: offered }).count()).toBeGreaterThan(
      0,
    );
  });

  it('named by a bare code is asked about: region or department', async () => {
    const { page } = await on.visitor.visit('/territoires/84');
    expect(await page.locator('h1').innerText()).toMatch(/Région ou département/);
    await page.getByRole('link', { name: /Vaucluse/ }).click();
    await page.waitForURL((url) => url.pathname === '/territoires/DEP-84');
  });
});
