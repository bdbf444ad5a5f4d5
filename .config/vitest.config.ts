import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = new URL('..', import.meta.url).pathname;
const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.svelte-kit/**'];

// What needs a database, running services or a browser: everything in `test/` that crosses
// workspaces. The rest runs without them, so that `vitest --project unit` stays immediate.
const system = 'test/{integration,contract,attack,fault,e2e}/**/*.spec.ts';

/** What reckons with dates, wherever it runs: the zone of the machine must change nothing. */
const dates = [
  'etl/src/calendar/**/*.spec.ts',
  'etl/src/pipeline/validate.spec.ts',
  'seeds/core/calendar.spec.ts',
  'api/contract/**/*.spec.ts',
  'api/src/derived/{nowcast,public-holidays}.spec.ts',
  'api/src/features/derived/months-at-age.spec.ts',
  'api/src/features/series/period.spec.ts',
  'api/src/features/series/question.spec.ts',
  'api/src/features/status/freshness.spec.ts',
  'web/src/lib/{format,filters,status}/*.spec.ts',
  'web/src/lib/page/banner.spec.ts',
];
const zones = ['UTC', 'Europe/Paris', 'Pacific/Noumea', 'America/Cayenne'];

/** Specs without anything of their own to start, in milliseconds each. */
const immediate = {
  // A worker of its own for each file would take as long as the specs themselves: they share theirs,
  // and each test begins without what others put in place of functions and variables.
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  testTimeout: 20_000,
  sequence: { groupOrder: 0 },
};

/** Where nothing is known of earlier runs, what is small may still take longest: it begins first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = /fault-loop|dashboard|accessibility|model/;
    const sorted = await super.sort(files);
    return [true, false].flatMap((first) =>
      sorted.filter(({ moduleId }) => long.test(moduleId) === first),
    );
  }
}

export default defineConfig({
  test: {
    root,
    // Forks, not threads: a spec may end its own process, and a native crash stays in its file.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    passWithNoTests: false,
    reporters: [
      ['default', { summary: false }],
      new URL('closing-line.ts', import.meta.url).pathname,
    ],
    projects: [
      {
        test: {
          name: 'unit',
          root,
          include: ['{seeds,etl,api,web}/**/*.spec.ts', 'test/**/*.spec.ts'],
          exclude: [...exclude, system],
          ...immediate,
        },
      },
      ...zones.map((zone) => ({
        test: {
          name: `dates in ${zone}`,
          root,
          include: dates,
          exclude,
          env: { TZ: zone },
          ...immediate,
        },
      })),
      {
        test: {
          name: 'system',
          root,
          include: [system],
          exclude,
          globalSetup: [`${root}test/support/postgres.setup.ts`],
          // Many wait most of their time, for a deadline or a page that settles: three keep two cores busy.
          maxWorkers: 3,
          // What a test takes by itself is a quarter of it; the others take their share of the machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
