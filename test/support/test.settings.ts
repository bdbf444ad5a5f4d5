/** What the tests and the measuring commands read from the environment. */
export interface TestSettings {
  /** Path of a Chrome or Chromium to use instead of the packaged one. */
  browserPath: string | undefined;
  /** An API with figures to measure the pages on, instead of a stack of one's own. */
  apiUrl: string | undefined;
  /** The environment that a started process gets, without any setting of Vigie in it. */
  cleanEnvironment: Record<string, string | undefined>;
}

export function readTestSettings(environment = process.env): TestSettings {
  const foreign = Object.entries(environment).filter(
    // NODE_OPTIONS and VITEST* are the test runner's own affair, not that of a service.
    ([name]) => !/^(VIGIE_|VITEST|NODE_OPTIONS$|NODE_ENV$|DATABASE_URL$)/.test(name),
  );
  return {
    browserPath: environment.VIGIE_BROWSER,
    apiUrl: environment.VIGIE_API_URL,
    cleanEnvironment: Object.fromEntries(foreign),
  };
}
