import { describe, expect, it } from 'vitest';
import { onFixtureSite } from '../support/on-site.js';
import { startSilentApi } from '../support/silent-api.js';
import { startPages } from '../support/site.js';

const on = onFixtureSite();

describe('an API that does not answer for one figure', () => {
  // What the API has answered once is kept for a while: each asks for something that is new.
  it.each([
    { path: '/', failing: 'split=department', named: 'La carte', kept: 'article#courbes' },
    {
      path: '/territoires/REG-84',
      failing: 'equipment.ordered',
      named: 'L’entonnoir',
      kept: 'article#courbes',
    },
    { path: '/editeurs', failing: 'measure=market.', named: '', kept: 'article#parc' },
    {
      path: '/irritants/IRR-2',
      failing: 'identity.returns',
      named: '',
      kept: 'article#signalements',
    },
    { path: '/irritants', failing: 'split=channel', named: '', kept: 'article#signalements' },
  ])('on $path is said in its place, the rest stays, and one may retry', async (one) => {
    await on.api.set({ failing: [one.failing] });
    const { page, status } = await on.visitor.visit(one.path, { javaScriptEnabled: false });
    expect(status).toBe(200);
    const missing = page.locator('section.figure').filter({ hasText: 'n’a pas répondu' }).first();
    expect(await missing.innerText()).toContain(one.named);
    const kept = page.locator(one.kept);
    expect(await kept.locator('.chart .drawing svg:visible').count()).toBe(1);

    await on.api.set({ failing: [] });
    await missing.getByRole('link', { name: 'Réessayer' }).click();
    await expect.poll(() => page.getByText('n’a pas répondu').count()).toBe(0);
    expect(await kept.locator('.chart .drawing svg:visible').count()).toBe(1);
  });

  it('for its cells leaves /extraire its form, and says that they are missing', async () => {
    await on.api.set({ failing: ['/v1/series'] });
    const { page, status } = await on.visitor.visit('/extraire');
    expect(status).toBe(200);
    expect(await page.locator('form.extract').isVisible()).toBe(true);
    expect(await page.getByRole('alert').getByRole('link', { name: 'Réessayer' }).count()).toBe(1);
  });

  it('for its dictionary leaves /methode the rest', async () => {
    await on.api.set({ failing: ['/v1/measures'] });
    const { page, status } = await on.visitor.visit('/methode');
    expect(status).toBe(200);
    expect(
      await page.locator('#dictionnaire').getByRole('link', { name: 'Réessayer' }).count(),
    ).toBe(1);
    expect(await page.locator('#chiffres table').count()).toBeGreaterThan(0);
  });

  it('at all is said on /statut in plain words', async () => {
    await on.api.set({ failing: ['/v1/'] });
    const { page } = await on.visitor.visit('/statut');
    expect(
      await page.locator('main').getByRole('link', { name: 'Réessayer' }).count(),
    ).toBeGreaterThan(0);
  });

  it('and that hangs keeps nobody waiting for the rest', async () => {
    const api = await startSilentApi(on.api.url);
    const pages = await startPages(api.url);
    try {
      api.silent = ['split=department'];
      const page = await on.visitor.page({ javaScriptEnabled: false });
      const answer = await page.goto(`${pages.url}/`);
      expect(answer?.status()).toBe(200);
      expect(await page.locator('section.missing').first().innerText()).toContain('La carte');
      expect(await page.locator('article#courbes .chart .drawing svg:visible').count()).toBe(1);
    } finally {
      await pages.stop();
      await api.close();
    }
  });

  it('comes back by itself where scripts run', async () => {
    await on.api.set({ failing: ['split=department'] });
    const { page } = await on.visitor.visit('/?measure=messaging.visit_rate&period=2026-02');
    expect(await page.locator('section.missing').count()).toBe(1);
    await on.api.set({ failing: [] });
    await page.locator('article#carte').waitFor();
    expect(await page.locator('section.missing').count()).toBe(0);
  });
});

describe('an API without any edition yet', () => {
  it('is said on the first page, which reloads itself', async () => {
    await on.api.set({ mode: 'empty' });
    const { page } = await on.visitor.visit('/', { javaScriptEnabled: false });
    expect(await page.locator('h1').innerText()).toContain('Le premier chargement est en cours');
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(1);
  });
});
