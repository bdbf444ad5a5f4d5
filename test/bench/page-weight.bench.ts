import { brotliCompressSync, gzipSync } from 'node:zlib';
import { launchBrowser } from '../support/browser.js';
import { startStack, untilData } from '../support/stack.js';
import type { Bench } from './bench.js';

/** What a first visit of `/` downloads, charts included, scripts counted as the network would carry them. */
export const pageWeight: Bench = {
  about: 'compressed JavaScript and whole weight of the first page',
  async run(reporter) {
    const browser = await launchBrowser();
    const stack = await startStack();
    try {
      await untilData(stack);
      const page = await browser.newPage();
      const weighed: Promise<{ script: boolean; bytes: number }>[] = [];
      page.on('response', (response) => {
        const script = response.request().resourceType() === 'script';
        const weigh = async () => ({ script, bytes: compressed(await response.body()) });
        weighed.push(weigh().catch(() => ({ script, bytes: 0 })));
      });
      await page.goto(stack.webUrl, { waitUntil: 'networkidle' });
      // Charts are loaded once they are seen, and belong to the weight.
      await page.locator('.chart').first().scrollIntoViewIfNeeded();
      await page.locator('.chart.live').first().waitFor();
      const parts = await Promise.all(weighed);
      const sum = (chosen: typeof parts): number =>
        chosen.reduce((total, { bytes }) => total + bytes, 0) / 1000;
      const scripts = parts.filter(({ script }) => script);
      reporter.add({
        name: 'JavaScript of the first page',
        value: sum(scripts),
        unit: 'kB',
        bar: { atMost: 250 },
      });
      reporter.add({ name: 'whole first page', value: sum(parts), unit: 'kB' });
    } finally {
      await browser.close();
      await stack.stop();
    }
  },
};

/** The heavier of the two encodings that a browser accepts: no luck in the choice. */
function compressed(body: Buffer): number {
  if (body.length === 0) return 0;
  return Math.max(gzipSync(body).length, brotliCompressSync(body).length);
}
