import { launchBrowser } from '../support/browser.js';
import { walkHeap } from '../support/heap.js';
import { startPages } from '../support/site.js';
import { startStack, untilUpToDate } from '../support/stack.js';
import { readTestSettings } from '../support/test.settings.js';
import type { Bench } from './bench.js';
import { quantile } from './quantile.js';
import type { Reporter } from './reporter.js';
import {
  addressesOf,
  pageNames,
  vocabularyOf,
  type PageName,
  type Vocabulary,
} from './web-addresses.js';
import { filterChanges, firstChart, scriptWeight } from './web-browser.js';

const sets = 20;
const paints = 3;
const mounts = 100;
const withoutCharts: readonly PageName[] = ['/methode', '/statut', '/recherche'];
const charted = pageNames.filter((page) => !withoutCharts.includes(page));

/** What a reader waits for: the server's answers, a first chart on a phone, a change of filter. */
export const web: Bench = {
  about:
    'answers of every page, first chart on a phone, change of a filter, heap, weight of scripts',
  async run(reporter) {
    const given = readTestSettings().apiUrl;
    const stack = given === undefined ? await startStack() : undefined;
    if (stack !== undefined) await untilUpToDate(stack);
    const apiUrl = given ?? stack?.apiUrl ?? '';
    try {
      const vocabulary = await vocabularyOf(apiUrl);
      await measureAnswers(reporter, apiUrl, vocabulary);
      await measureInBrowser(reporter, apiUrl, vocabulary);
    } finally {
      await stack?.stop();
    }
  },
};

/** Cold: the first time that an address is asked for. Warm: the second time. */
async function measureAnswers(
  reporter: Reporter,
  apiUrl: string,
  vocabulary: Vocabulary,
): Promise<void> {
  const pages = await startPages(apiUrl);
  try {
    // A process that has just started compiles while it answers: no reader is the first.
    for (const page of pageNames)
      await answer(pages.url, addressesOf(page, vocabulary, 1)[0] ?? '/');
    const all: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] };
    for (const page of pageNames) {
      const addresses = addressesOf(page, vocabulary, sets + 1).slice(1);
      for (const [state, atMost] of [
        ['cold', 400],
        ['warm', 150],
      ] as const) {
        const times: number[] = [];
        for (const address of addresses) times.push(await answer(pages.url, address));
        all[state].push(...times);
        const value = quantile(times, 0.95);
        reporter.add({ name: `${page}, ${state}, 95 %`, value, unit: 'ms', bar: { atMost } });
      }
    }
    reporter.add({ name: 'all pages, cold, 95 %', value: quantile(all.cold, 0.95), unit: 'ms' });
    reporter.add({ name: 'all pages, warm, 95 %', value: quantile(all.warm, 0.95), unit: 'ms' });
  } finally {
    await pages.stop();
  }
}

async function answer(url: string, address: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url + address);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return performance.now() - began;
}

async function measureInBrowser(
  reporter: Reporter,
  apiUrl: string,
  vocabulary: Vocabulary,
): Promise<void> {
  const pages = await startPages(apiUrl);
  const browser = await launchBrowser();
  try {
    const addressOf = (page: PageName): string =>
      pages.url + (addressesOf(page, vocabulary, 1)[0] ?? '/');
    for (const page of charted) {
      const times: number[] = [];
      for (let round = 0; round < paints; round++)
        times.push(await firstChart(browser, addressOf(page)));
      reporter.add({
        name: `${page}, first chart on the phone, median`,
        value: quantile(times, 0.5),
        unit: 'ms',
        bar: { atMost: 1500 },
      });
    }
    const changes = await filterChanges(browser, pages.url, vocabulary.regions);
    reporter.add({
      name: 'change of a filter, 95 %',
      value: quantile(changes, 0.95),
      unit: 'ms',
      bar: { atMost: 200 },
    });
    const walker = await browser.newPage();
    const { kilobytesPerMount } = await walkHeap(
      walker,
      { heavy: `${pages.url}/territoires/REG-84`, light: `${pages.url}/statut` },
      mounts,
    );
    reporter.add({
      name: `heap a mount, over ${mounts} mounts of a region`,
      value: kilobytesPerMount,
      unit: 'kB',
      bar: { atMost: 15 },
    });
    for (const page of pageNames) {
      reporter.add({
        name: `${page}, JavaScript`,
        value: await scriptWeight(browser, addressOf(page)),
        unit: 'kB',
        bar: { atMost: withoutCharts.includes(page) ? 60 : 250 },
      });
    }
  } finally {
    await browser.close();
    await pages.stop();
  }
}
