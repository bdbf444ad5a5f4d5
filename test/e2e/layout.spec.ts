import { describe, expect, it } from 'vitest';
import { defectsOf, seeAll } from '../support/defects.js';
import { onFixtureSite } from '../support/on-site.js';
import { inEnglish, sitePages } from '../support/site-pages.js';
import { desktop, phone, type Visit } from '../support/visitor.js';

const on = onFixtureSite();

/** A page whose text is twice as large as usual, as a reader's own setting makes it. */
async function enlarged(path: string, width: number): Promise<Visit> {
  const page = await on.visitor.page({ viewport: { width, height: 844 } });
  const complaints = on.visitor.complaintsOf(page);
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '</head>',
      '<style>html { font-size: 200% }</style></head>',
    );
    return route.fulfill({ response, body });
  });
  const response = await page.goto(on.url + path, { waitUntil: 'networkidle' });
  return { page, status: response?.status(), complaints };
}

describe('the layout', () => {
  it.each(sitePages)(
    'of $name shows each text whole, on a desktop and on a phone',
    async ({ path }) => {
      const { page } = await on.visitor.visit(path, desktop);
      await seeAll(page);
      expect(await defectsOf(page)).toEqual([]);
      const { page: small } = await on.visitor.visit(path, { ...phone, javaScriptEnabled: false });
      expect(await defectsOf(small)).toEqual([]);
    },
  );

  it.each(sitePages)('of $name holds when printed, in English', async ({ path }) => {
    const { page } = await on.visitor.visit(inEnglish(path), { javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await defectsOf(page)).toEqual([]);
  });
});

describe('text at 200 %', () => {
  it.each(sitePages)('keeps $name whole at 390 and at 640 pixels', async ({ path }) => {
    for (const width of [390, 640]) {
      const { page } = await enlarged(path, width);
      expect(await defectsOf(page), `${width} px`).toEqual([]);
      await page.close();
    }
  });
});
