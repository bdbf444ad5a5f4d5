import { describe, expect, it } from 'vitest';
import { walkHeap } from '../support/heap.js';
import { onFixtureSite } from '../support/on-site.js';

const on = onFixtureSite();

describe('the heaviest page', () => {
  // A hundred times takes a minute: `npm run bench -- web` does that, to a finer bound.
  it('leaves no chart behind when it is opened and left again and again', async () => {
    const page = await on.visitor.page();
    const addresses = { heavy: `${on.url}/territoires/REG-84`, light: `${on.url}/statut` };
    const { megabytes, kilobytesPerMount } = await walkHeap(page, addresses, 20);
    // A single chart that stays holds some hundred kilobytes, and the page has six.
    expect(kilobytesPerMount, megabytes.map((one) => one.toFixed(1)).join(', ')).toBeLessThan(100);
  });
});
