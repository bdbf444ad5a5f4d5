import { describe, expect, it } from 'vitest';
import { onFixtureSite } from '../support/on-site.js';

const on = onFixtureSite();
const because = 'Les documents de deux éditeurs étaient comptés deux fois.';

describe('a withdrawn edition', () => {
  it.each(['/', '/statut', '/territoires/REG-84', '/en/methode'])(
    'is told on %s, with its date and reason, until there is another',
    async (path) => {
      await on.api.set({ mode: 'withdrawn' });
      const { page, complaints } = await on.visitor.visit(path, { javaScriptEnabled: false });
      const notice = page.locator('aside.withdrawal');
      const text = (await notice.innerText()).replace(/\s/g, ' ');
      expect(text).toContain(because);
      expect(text).toMatch(/13 novembre 2026|13 November 2026/);
      expect(text).toMatch(/(n°|no\.) 42/);
      expect(complaints).toEqual([]);

      await on.api.set({ mode: 'full' });
      await page.reload();
      expect(await notice.count()).toBe(0);
    },
  );

  it('asked for by its number on /extraire is said to be gone, and the current one is shown', async () => {
    await on.api.set({ mode: 'withdrawn' });
    const { page, status } = await on.visitor.visit('/extraire?as_of=43', {
      javaScriptEnabled: false,
    });
    expect(status).toBe(200);
    expect(await page.getByRole('alert').first().innerText()).toContain('a été retirée');
    expect(await page.locator('#fichiers a[href="/v1/cube?as_of=42"]').count()).toBe(1);
  });
});

describe('the public cube', () => {
  it('is linked from /methode, beside the licence', async () => {
    const { page } = await on.visitor.visit('/methode', { javaScriptEnabled: false });
    expect(await page.locator('#licence a[href="/v1/cube"]').count()).toBe(1);
    expect(await page.locator('#licence').innerText()).toContain('Licence Ouverte 2.0');
  });
});
