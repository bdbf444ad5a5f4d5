import type { Browser, Page, Request } from 'playwright-core';

/** A mid-range phone on 4G: a quarter of this machine's speed, 9 Mbit/s, 170 ms there and back. */
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const fourG = {
  offline: false,
  latency: 170,
  downloadThroughput: 9e6 / 8,
  uploadThroughput: 9e6 / 8,
};
const slowdown = 4;

/** Notes when a first chart has a place on the page and a frame was made with it. */
const watchFirstChart = `
  const look = () => {
    const chart = [...document.querySelectorAll('.chart svg')].find(
      (svg) => svg.getBoundingClientRect().height > 0,
    );
    if (chart === undefined) requestAnimationFrame(look);
    else requestAnimationFrame(() => requestAnimationFrame(() => (window.firstChart = performance.now())));
  };
  look();
`;

/** Milliseconds from the request of a page to its first chart, on the phone, nothing cached. */
export async function firstChart(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', fourG);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addInitScript(watchFirstChart);
    await page.goto(address, { waitUntil: 'commit' });
    // Asked from inside: the pages' own policy forbids what evaluates text.
    return await page.evaluate<number>(`new Promise((resolve) => {
      const look = () => {
        if (window.firstChart === undefined) setTimeout(look, 50);
        else resolve(window.firstChart);
      };
      look();
    })`);
  } finally {
    await context.close();
  }
}

/** Kilobytes of JavaScript that a first visit of a page downloads, as sent, each chart seen. */
export async function scriptWeight(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    for (const chart of await page.locator('.chart:visible').all()) {
      await chart.scrollIntoViewIfNeeded();
    }
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    return sizes.reduce((total, { responseBodySize }) => total + responseBodySize, 0) / 1000;
  } finally {
    await context.close();
  }
}

/** Milliseconds from the choice of another region to its title on the first page, choice by choice. */
export async function filterChanges(
  browser: Browser,
  address: string,
  regions: readonly string[],
): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    const times: number[] = [];
    for (const region of regions) times.push(await filterChange(page, region));
    return times;
  } finally {
    await context.close();
  }
}

const filterChange = async (page: Page, region: string): Promise<number> =>
  await page.evaluate<number>(`new Promise((resolve) => {
    const select = document.querySelector('form.filters select[name="region"]');
    const title = () => document.querySelector('#courbes h2')?.textContent;
    const before = title();
    select.value = ${JSON.stringify(region)};
    const began = performance.now();
    select.form.requestSubmit();
    const look = () => {
      if (title() === before) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now() - began));
    };
    look();
  })`);
