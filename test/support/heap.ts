import type { Page } from 'playwright-core';

export interface HeapWalk {
  /** Megabytes in use after each tenth of the mounts, garbage collected. */
  megabytes: number[];
  /** Growth a mount in kilobytes, by least squares over all samples but the first two. */
  kilobytesPerMount: number;
}

/**
 * Opens and leaves a page without loading a new document, again and again: what its charts do not
 * let go of grows the heap at a steady rate. The page must show a chart that is alive each time.
 */
export async function walkHeap(
  page: Page,
  addresses: { heavy: string; light: string },
  mounts: number,
): Promise<HeapWalk> {
  const session = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    // Twice: what finalizers let go of in the first is free in the second.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  };
  await page.goto(addresses.heavy, { waitUntil: 'networkidle' });
  const light = new URL(addresses.light).pathname;
  await page.locator(`header a[href="${light}"]`).click();
  await page.waitForURL(addresses.light);
  const megabytes: number[] = [];
  for (let mount = 1; mount <= mounts; mount++) {
    await page.goBack();
    await page.locator('.chart').first().scrollIntoViewIfNeeded();
    await page.locator('.chart.live').first().waitFor();
    await page.goForward();
    await page.locator('.chart').first().waitFor({ state: 'detached' });
    if (mount % Math.round(mounts / 10) === 0) megabytes.push(await used());
  }
  // The first samples still fill caches and compiled code.
  const settled = megabytes.slice(2);
  return { megabytes, kilobytesPerMount: (1000 * slope(settled)) / (mounts / 10) };
}

/** Growth from one value to the next, by least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const below = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return above / below;
}
