import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.svelte-kit/**'];

// What needs a database, running services or a browser: everything in `test/` that crosses
// workspaces. The rest runs without them, so that `vitest --project unit` stays immediate.
const system = 'test/{integration,contract,attack,fault,e2e}/**/*.spec.ts';
// Of these, what needs its own database and nothing else, neither the clock of a process nor all of
// the machine: it goes side by side.
const databases = [
  'test/attack/**/*.spec.ts',
  'test/integration/edge/**/*.spec.ts',
  'test/integration/{cells,declarations,drift,errata,event-tables,exactly-once}.spec.ts',
  'test/integration/{gates,interrupted,journal,late-changes,open-month,own-cells,protection,quality,sources,toy-stream,warehouse,withdrawal}.spec.ts',
  'test/fault/{crashes,migrations,model,recovery,zones}.spec.ts',
];

/** What reckons with dates, wherever it runs: the zone of the machine must change nothing. */
const dates = [
  'etl/src/calendar/**/*.spec.ts',
  'etl/src/pipeline/validate.spec.ts',
  'seeds/core/calendar.spec.ts',
  'api/src/derived/{nowcast,public-holidays}.spec.ts',
  'api/src/features/derived/months-at-age.spec.ts',
  'api/src/features/series/period.spec.ts',
  'api/src/features/series/question.spec.ts',
  'api/src/features/status/freshness.spec.ts',
  'web/src/lib/{format,filters,status}/*.spec.ts',
];
const zones = ['UTC', 'Europe/Paris', 'Pacific/Noumea', 'America/Cayenne'];

export default defineConfig({
  test: {
    root,
    // Forks, not threads: a spec may end its own process, and a native crash stays in its file.
    pool: 'forks',
    maxWorkers: 2,
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
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      ...zones.map((zone) => ({
        test: {
          name: `dates in ${zone}`,
          root,
          include: dates,
          exclude,
          env: { TZ: zone },
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      })),
      {
        test: {
          name: 'databases',
          root,
          include: databases,
          exclude,
          globalSetup: [`${root}test/support/postgres.setup.ts`],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'system',
          root,
          include: [system],
          exclude: [...exclude, ...databases],
          globalSetup: [`${root}test/support/postgres.setup.ts`],
          // One file at a time: a stack, a browser or a loop of faults fills both cores.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
