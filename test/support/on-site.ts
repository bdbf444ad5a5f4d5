import { afterAll, afterEach, beforeAll } from 'vitest';
import { startFixtureSite, type FixtureApi, type FixtureSite } from './site.js';
import { Visitor } from './visitor.js';

export interface OnSite {
  /** There once the specs run. */
  readonly visitor: Visitor;
  readonly api: FixtureApi;
  readonly url: string;
}

/** The pages on the fixture's figures and a browser for a spec file; ends both, and each session. */
export function onFixtureSite(): OnSite {
  let site: FixtureSite | undefined;
  let visitor: Visitor | undefined;
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('The site is there only while specs run.');
    return one;
  };
  beforeAll(async () => {
    site = await startFixtureSite();
    visitor = await Visitor.of(site.url);
  });
  afterEach(async () => {
    await visitor?.leave();
    await site?.api.set({ mode: 'full', failing: [], delay: 0 });
  });
  afterAll(async () => {
    await visitor?.close();
    await site?.stop();
  });
  return {
    get visitor() {
      return there(visitor);
    },
    get api() {
      return there(site).api;
    },
    get url() {
      return there(site).url;
    },
  };
}
