import { describe, expect, it } from 'vitest';
import { onFixtureSite } from '../support/on-site.js';

const on = onFixtureSite();

interface Measured {
  width: number;
  height: number;
  inked: number;
}

/** What a browser reads of an image: its size, and how much of it differs from its first point. */
const measured = `async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let other = 0;
  for (let at = 4; at < data.length; at += 4) {
    if (data[at] !== data[0] || data[at + 1] !== data[1] || data[at + 2] !== data[2]) other += 1;
  }
  return { width: canvas.width, height: canvas.height, inked: other / (data.length / 4) };
}`;

/** Letters only: lines of a title are broken, and its spaces may be narrow ones. */
const letters = (text: string): string => text.replace(/[\s\u00a0\u202f]/g, '');

describe('the image of a figure', () => {
  it.each([
    ['/', 'courbes'],
    ['/', 'carte'],
    ['/territoires/REG-84?flow=identity', 'entonnoir'],
    ['/territoires?level=department', 'classement'],
    ['/editeurs', 'fourchette'],
    ['/irritants', 'signalements'],
    ['/irritants/IRR-2', 'identity-rate'],
    ['/extraire?measure=identity.rate&split=sector', 'extrait'],
  ])('%s %s says what it shows, as SVG and as PNG of 1920 × 1080', async (path, id) => {
    const { page, complaints } = await on.visitor.visit(path);
    const figure = page.locator(`article#${id}`);
    const title = await figure.locator('h2').innerText();
    await figure.locator(`#${id}-download > summary`).click();
    const addresses = await Promise.all(
      ['svg', 'png'].map((format) =>
        figure.locator(`a[href*=".${format}"]`).first().getAttribute('href'),
      ),
    );
    const [svgAddress, pngAddress] = addresses as [string, string];

    const answer = await fetch(on.url + svgAddress);
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    const svg = await answer.text();
    expect(svg).toMatch(/^<svg[^>]* width="1920"[^>]* height="1080"/);
    const text = letters(
      [...svg.matchAll(/<(?:text|tspan|title)[^>]*>([^<]*)/g)].map(([, line]) => line).join(' '),
    );
    expect(text).toContain(letters(title));
    expect(text).toContain('Donnéessimulées');
    expect(text).toMatch(/Vigie/);
    expect(text).toMatch(/septembre2026|12novembre2026/);

    for (const address of [svgAddress, pngAddress]) {
      const { width, height, inked } = await page.evaluate<Measured>(
        `(${measured})(${JSON.stringify(address)})`,
      );
      expect([width, height]).toEqual([1920, 1080]);
      expect(inked).toBeGreaterThan(0.01);
      expect(inked).toBeLessThan(0.9);
    }
    expect(complaints).toEqual([]);
  });

  it('is downloaded under a name that says that figures are simulated', async () => {
    const { page } = await on.visitor.visit('/');
    await page.locator('#courbes-download > summary').click();
    const link = page.locator('#courbes-download a[href*=".png"]').first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/donnees-simulees.*\.png$/);
  });
});
