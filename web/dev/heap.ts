import type { CDPSession, Page } from 'playwright-core';

export interface HeapVisit {
  /** Link that leads to the page with charts, by its address. */
  to: string;
  /** Link that leads away from it. */
  away: string;
  times: number;
  /** Visits before the first measure: caches fill, code is compiled. */
  warm?: number;
}

/** Bytes of the JavaScript heap and nodes of all documents, once what is unused is freed. */
export interface HeapState {
  bytes: number;
  nodes: number;
  listeners: number;
}

/**
 * Opens and leaves a page by its links, again and again, each time until its first chart is alive,
 * and measures the heap before and after: flat where charts are disposed of.
 */
export async function heapOverVisits(
  page: Page,
  { to, away, times, warm = 10 }: HeapVisit,
): Promise<{ before: HeapState; after: HeapState }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await visit(page, to, away, warm);
  const before = await heapState(session);
  await visit(page, to, away, times);
  return { before, after: await heapState(session) };
}

async function visit(page: Page, to: string, away: string, times: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    await page.locator(`a[href="${to}"]`).first().click();
    const chart = page.locator('.chart:has(.canvas)').first();
    await chart.scrollIntoViewIfNeeded();
    await page.locator('.chart.live').first().waitFor();
    await page.locator(`a[href="${away}"]`).first().click();
    await page.locator('.chart.live').first().waitFor({ state: 'detached' });
  }
}

async function heapState(session: CDPSession): Promise<HeapState> {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const valueOf = (name: string): number =>
    metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    bytes: valueOf('JSHeapUsedSize'),
    nodes: valueOf('Nodes'),
    listeners: valueOf('JSEventListeners'),
  };
}
