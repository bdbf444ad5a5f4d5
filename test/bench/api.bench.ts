import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { categoryIds } from '@vigie/seeds/catalogue';
import { categoryColumn } from '../support/category-column.js';
import { seeded } from '../support/random.js';
import type { Bench } from './bench.js';
import {
  bareServer,
  days,
  longMeasures,
  months,
  openApiWorld,
  type ApiWorld,
} from './api.world.js';
import { duckTimes } from './api.duck.js';
import { quantile } from './quantile.js';
import type { Reporter } from './reporter.js';

const seed = 11;
const questions = 500;
const connections = 200;
/** Exports are long and the machine is noisy: the middle one of so many is taken. */
const rounds = 3;

/** Answers and exports of the API against what the same bytes cost without it, in the same run. */
export const api: Bench = {
  about: 'answers, exports and load, as ratios of the SQL, of COPY, of a bare route, of DuckDB',
  async run(reporter) {
    const world = await openApiWorld();
    try {
      await answers(reporter, world);
      await load(reporter, world);
      await exports(reporter, world);
      await besideDuck(reporter, world);
    } finally {
      await world.close();
    }
  },
};

interface Asked {
  readonly path: string;
  readonly measure: string;
  readonly cuboid: string;
  readonly from: string;
  readonly to: string;
}

const dayAt = (index: number): string =>
  new Date(Date.parse('1870-01-01T00:00:00Z') + index * 86_400_000).toISOString().slice(0, 10);
const monthAt = (index: number): string =>
  `${1900 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** Distinct questions of about 500 rows: 28 days by region, 5 months by department. */
function drawn(count: number): Asked[] {
  const random = seeded(seed);
  const found = new Map<string, Asked>();
  while (found.size < count) {
    const at = (size: number, length: number): number => Math.floor(random() * (size - length));
    const isDay = random() < 0.5;
    const day = at(days, 28);
    const month = at(months, 5);
    const measure = isDay
      ? 'feeding.documents'
      : (longMeasures[Math.floor(random() * longMeasures.length)] ?? longMeasures[0]);
    const [from, to] = isDay ? [dayAt(day), dayAt(day + 27)] : [monthAt(month), monthAt(month + 4)];
    const split = isDay ? 'region' : 'department';
    const path = `/v1/series?measure=${measure}&split=${split}&period=${from}..${to}`;
    const cuboid = isDay ? 'day.region' : 'department.month';
    found.set(path, { path, measure, cuboid, from, to });
  }
  return [...found.values()];
}

const categories = categoryIds.map((id) => `nullif(${categoryColumn(id)}, '')`).join();
/** What an answer is made of: the same columns, filters and order. */
const sqlOf = (order: string): string =>
  `SELECT period, territory, ${categories}, value, numerator, denominator, reason, provisional, errata
   FROM published.cell
   WHERE measure = $1 AND cuboid = $2 AND period BETWEEN $3 AND $4 AND valid_to IS NULL ${order}`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Each question is asked once and timed; two thirds of them were asked before. */
async function answers(reporter: Reporter, { url, reader }: ApiWorld): Promise<void> {
  const asked = drawn(questions);
  const known = asked.filter((_, at) => at % 3 !== 0);
  const get = async ({ path }: Asked): Promise<void> => {
    const response = await fetch(url + path);
    const { rows } = (await response.json()) as { rows?: unknown[] };
    if ((rows?.length ?? 0) < 400) throw new Error(`${path}: ${response.status}`);
  };
  const read = ({ measure, cuboid, from, to }: Asked): Promise<unknown> =>
    reader.query(sqlOf('ORDER BY period, territory COLLATE "C"'), [measure, cuboid, from, to]);
  for (const one of known) await get(one);
  for (const one of known) await read(one);
  const [overHttp, sqlAlone]: [number[], number[]] = [[], []];
  // One beside the other, so that whatever else the machine does befalls both.
  for (const one of asked) {
    overHttp.push(await timed(() => get(one)));
    sqlAlone.push(await timed(() => read(one)));
  }
  const fresh = 1 - known.length / asked.length;
  reporter.add({ name: 'distinct questions', value: asked.length, unit: '' });
  reporter.add({ name: 'questions never asked before', value: 100 * fresh, unit: '%' });
  reporter.add({
    name: 'answer of 500 rows over its SQL alone, 95 %',
    value: quantile(overHttp, 0.95) / quantile(sqlAlone, 0.95),
    unit: '×',
    bar: { atMost: 3 },
  });
}

/** What is answered to many at once, against the same bytes from a route that does nothing. */
async function load(reporter: Reporter, { url }: ApiWorld): Promise<void> {
  const asked = drawn(20);
  const body = await (await fetch(url + (asked[0]?.path ?? ''))).text();
  const bare = await bareServer(body);
  try {
    const common = { connections, duration: 10, timeout: 60 };
    const own = await autocannon({ url, ...common, requests: asked.map(({ path }) => ({ path })) });
    const other = await autocannon({ url: `${bare.url}/`, ...common });
    const failed = own.errors + own.timeouts + own.non2xx;
    reporter.add({
      name: `failed at ${connections} connections`,
      value: failed,
      unit: '',
      bar: { atMost: 0 },
    });
    reporter.add({
      name: `answers at ${connections} connections, of a bare route's`,
      value: own.requests.average / other.requests.average,
      unit: '×',
      bar: { atLeast: 0.25 },
    });
  } finally {
    await bare.stop();
  }
}

const everything = { from: dayAt(0), to: dayAt(days - 1) };

/** A million rows as files, against PostgreSQL writing the same rows as CSV. */
async function exports(reporter: Reporter, { url, reader, pid }: ApiWorld): Promise<void> {
  const { from, to } = everything;
  const path = `/v1/series?measure=feeding.documents&split=region&period=${from}..${to}`;
  const save = async (format: string): Promise<void> => {
    const response = await fetch(`${url}${path}&format=${format}`);
    if (!response.ok || !response.body) throw new Error(`${format}: ${await response.text()}`);
    await response.body.pipeTo(new WritableStream());
  };
  const copy = (): Promise<void> =>
    pipeline(
      reader.query(
        copyTo(
          `COPY (${sqlOf('ORDER BY period, territory COLLATE "C"')
            .replace('$1', `'feeding.documents'`)
            .replace('$2', `'day.region'`)
            .replace('$3', `'${from}'`)
            .replace('$4', `'${to}'`)}) TO STDOUT (FORMAT csv)`,
        ),
      ),
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    );
  await copy();
  // What is compiled and kept once does not grow with the answer.
  await save('csv');
  const times: Record<'copy' | 'csv' | 'arrow_stream', number[]> = {
    ...{ copy: [], csv: [], arrow_stream: [] },
  };
  const before = residentMegabytes(pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentMegabytes(pid))), 20);
  for (let round = 0; round < rounds; round++) {
    times.copy.push(await timed(copy));
    times.csv.push(await timed(() => save('csv')));
    times.arrow_stream.push(await timed(() => save('arrow_stream')));
  }
  clearInterval(watch);
  const middle = (of: number[]): number => quantile(of, 0.5);
  reporter.add({ name: 'rows of an export', value: days * 18, unit: '' });
  reporter.add({
    name: 'CSV, rows a second of COPY’s',
    value: middle(times.copy) / middle(times.csv),
    unit: '×',
    bar: { atLeast: 0.5 },
  });
  reporter.add({
    name: 'Arrow, rows a second of CSV’s',
    value: middle(times.csv) / middle(times.arrow_stream),
    unit: '×',
    bar: { atLeast: 1 },
  });
  reporter.add({
    name: 'memory that exports take',
    value: peak - before,
    unit: 'MB',
    bar: { atMost: 64 },
  });
}

/** Resident memory of a process; Linux alone tells it of others. */
function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Sums and distinct actors by department and month: published beforehand, or worked out when asked. */
async function besideDuck(reporter: Reporter, { url, dir }: ApiWorld): Promise<void> {
  const duck = await duckTimes(dir);
  const path = `/v1/series?measure=feeding.documents&split=department&period=1950-01..1950-12`;
  const own: number[] = [];
  for (let round = 0; round < 50; round++) {
    own.push(await timed(async () => (await fetch(url + path)).arrayBuffer()));
  }
  for (const [name, time] of Object.entries(duck.times)) {
    reporter.add({
      name: `DuckDB over ${duck.events / 1e6} million events, ${name}, of our answer`,
      value: time / quantile(own, 0.5),
      unit: '×',
      bar: { atLeast: 50 },
    });
  }
}
