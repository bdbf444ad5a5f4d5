import { gzipSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { chromium as browserType } from 'playwright-core';
import { startWeb } from '../server/index.ts';
import { startFixtureApi } from './fixture-api.ts';

/** JavaScript that each page loads, charts included, in kB after gzip. */
const api = await startFixtureApi();
const web = await startWeb({ port: 0, host: '127.0.0.1', apiUrl: api.url });
const executablePath = await chromium.executablePath();
try {
  for (const path of ['/', '/territoires/REG-84', '/territoires']) {
    const browser = await browserType.launch({ executablePath, args: chromium.args });
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    const bodies: Promise<[url: string, body: Buffer]>[] = [];
    page.on('response', (response) => {
      if (response.url().split('?')[0]?.endsWith('.js')) {
        bodies.push(response.body().then((body) => [response.url(), body]));
      }
    });
    await page.goto(web.url + path, { waitUntil: 'networkidle' });
    // Charts load once they are seen.
    if ((await page.locator('.chart').count()) > 0) {
      await page.locator('.chart').first().scrollIntoViewIfNeeded();
      await page.locator('.chart.live').first().waitFor();
    }
    const sizes = (await Promise.all(bodies)).map(([, body]) => gzipSync(body).length);
    const html = await page.request.get(web.url + path).then((answer) => answer.body());
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(
      `${path}: ${(total / 1000).toFixed(1)} kB of JavaScript in ${sizes.length} files, ` +
        `page ${(gzipSync(html).length / 1000).toFixed(1)} kB`,
    );
    await browser.close();
  }
} finally {
  await web.close(0);
  await api.close();
}
