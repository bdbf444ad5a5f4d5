import { createHash } from 'node:crypto';
import { createActors } from './actors/actors.js';
import { sample, type Stratum } from './actors/sample.js';
import { departments } from './actors/territory.js';
import { formatMonth, parseMonth } from './calendar.js';
import type { Scenario } from './calibration/calibration.js';
import { parametersDigest } from './calibration/load.js';
import { readScenario } from './calibration/scenario.js';
import { isSpent, seal, slicePage, type Page, type PageQuery, type Slice } from './feed/page.js';
import { createLevers } from './levers/levers.js';
import { remember } from './lru.js';
import { WordHmac } from './random/hmac.js';
import { fedDocuments } from './streams/fed-curve.js';
import { createProfileMonths } from './streams/profile-months.js';
import { STREAMS } from './streams/streams.js';
import { submissionsPart } from './streams/submissions.js';
import { createBooks } from './tally/books.js';
import type { Column, Grain, Part } from './tally/columns.js';
import { eventPart } from './tally/events.js';
import { createIdentities, RowIds } from './tally/identity.js';
import { archivePart, journalPart } from './tally/part.js';
import type { BookDeclaration, WorldState } from './world-state.js';

/** Changes with every change of the code that changes a page; parameters have their own digest. */
export const CORE_VERSION = '2';
export const SCHEMA_VERSION = 1;

export const SUBMISSIONS = 'submissions';
export const STREAM_NAMES: readonly string[] = [SUBMISSIONS, ...STREAMS.map(({ name }) => name)];
/** One of STREAM_NAMES, or `submissions:` and the streams whose submissions are wanted. */
export type StreamName = string;

export interface WorldSettings {
  readonly seed: string;
  /** Name of a scenario, or the path of a scenario file. */
  readonly scenario: string;
  /** Sampled fraction of the numerous sectors, above 0 and up to 1. */
  readonly scale: number;
  /** What becomes of levers, besides what the scenario says. */
  readonly levers?: Scenario['levers'];
  /** Stands in for a book, for tests that break a rule on purpose. */
  readonly mutate?: (book: BookDeclaration) => BookDeclaration;
}

/** One row as an object: text as strings, row_id and actor in hexadecimal, 64-bit as bigint. */
export type Row = Readonly<Record<string, string | number | bigint>>;

export interface World extends WorldSettings {
  /** Identifier of the world, first part of every cursor. */
  readonly id: string;
  readonly historyFrom: string;
  readonly strata: readonly Stratum[];
  readonly state: WorldState;
  /** One page; `month` as `2026-10`, `through` as a day number. The world knows no clock. */
  slice(stream: StreamName, query: PageQuery): Slice;
  page(stream: StreamName, query: PageQuery): Page;
  /** Every row of a part in the order of the feed, for oracles. */
  rows(stream: StreamName, grain: Grain, month: string): Generator<Row>;
  part(stream: StreamName, grain: Grain, month: number): Part;
  /** The same world, same seed, had levers been moved; replaces what the scenario says of them. */
  withLevers(changes: Scenario['levers']): World;
}

/** A world: a pure function of its settings. Monthly state is computed on demand and forgotten. */
export function createWorld(settings: WorldSettings): World {
  return build(settings, readScenario(settings.scenario));
}

function build(settings: WorldSettings, read: Scenario): World {
  const { seed, scale } = settings;
  const scenario = { ...read, levers: { ...read.levers, ...settings.levers } };
  const name = JSON.stringify([seed, scenario, scale, CORE_VERSION, parametersDigest]);
  const id = `w${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  const state = createState(seed, scenario, scale, settings.mutate);
  const kept = remember(3, (key) => {
    const [stream, grain, month] = key.split('/') as [StreamName, Grain, string];
    return createPart(state, stream, grain, Number(month));
  });
  const part = (stream: StreamName, grain: Grain, month: number): Part =>
    kept(`${stream}/${grain}/${month}`);
  // A reader asks closed months again and again: what is behind it need not be drawn anew for that.
  const shapes = new Map<StreamName, Slice['columns']>();
  const slice = (stream: StreamName, query: PageQuery): Slice => {
    const columns = isSpent(id, stream, query) ? shapes.get(stream) : undefined;
    if (columns) return { columns, rows: 0, next: query.after ?? '', more: false };
    const asked = part(stream, query.grain, query.month);
    if (query.grain === 'day') shapes.set(stream, asked.columns(0, 0));
    return slicePage(asked, id, stream, query);
  };
  return {
    ...settings,
    id,
    historyFrom: formatMonth(state.historyFrom),
    strata: state.strata,
    state,
    part,
    slice,
    page: (stream, query) => seal(slice(stream, query)),
    withLevers: (changes) =>
      build({ ...settings, levers: { ...settings.levers, ...changes } }, read),
    *rows(stream, grain, month) {
      const all = part(stream, grain, parseMonth(month));
      yield* toRows(all.columns(0, all.rows), all.rows);
    },
  };
}

/**
 * The state behind a world. The secret of its pseudonyms follows from the seed and is public, as
 * everything about a simulated world; each month has a key of its own.
 */
function createState(
  seed: string,
  scenario: Scenario,
  scale: number,
  mutate: WorldSettings['mutate'] = (declaration) => declaration,
): WorldState {
  const { actors, strata } = sample(createActors(seed, scenario), seed, scale);
  const secret = JSON.stringify(['vigie core', seed, scale, CORE_VERSION]);
  const monthHmac = (month: number): WordHmac =>
    new WordHmac(createHash('sha256').update(`${secret} pseudonyms ${month}`).digest());
  const identities = remember(2, (month) =>
    createIdentities(monthHmac(Number(month)), actors, Number(month)),
  );
  const sourceWords = remember(4, (month) => {
    const hmac = monthHmac(Number(month));
    const words = new Uint32Array(8 * departments.length);
    departments.forEach((_, d) => hmac.digest(SOURCES + d, Number(month), words, 8 * d));
    return words;
  });
  const rowIds = remember(4, (month) => new RowIds(secret, Number(month)));
  const state: WorldState = {
    seed,
    historyFrom: parseMonth(scenario.history_from),
    actors,
    strata,
    levers: createLevers(seed, actors, scenario.levers),
    profiles: createProfileMonths(seed, (month) => fedDocuments(state, month)),
    book: createBooks(() => state, mutate),
    identities: (month) => identities(String(month)),
    sourceWords: (month) => sourceWords(String(month)),
    rowIds: (month) => rowIds(String(month)),
    streamCode: (stream) => STREAM_NAMES.indexOf(stream),
  };
  return state;
}

/** Sets the numbers of sources apart from those of actors in the keyed hash. */
const SOURCES = 0x80000000;

function createPart(state: WorldState, name: StreamName, grain: Grain, month: number): Part {
  if (name === SUBMISSIONS) return submissionsPart(state, STREAMS, STREAMS, grain, month);
  if (name.startsWith(`${SUBMISSIONS}:`)) {
    const wanted = name.slice(SUBMISSIONS.length + 1).split(',');
    const some = STREAMS.filter((declared) => wanted.includes(declared.name));
    return submissionsPart(state, STREAMS, some, grain, month);
  }
  const stream = STREAMS.find((declared) => declared.name === name);
  if (!stream) throw new RangeError(`Unknown stream “${name}”: ${STREAM_NAMES.join(', ')}.`);
  switch (grain) {
    case 'month':
      return archivePart(state, stream, month);
    case 'day':
      return journalPart(state, stream, month);
    case 'event':
      return eventPart(state, stream, month);
  }
}

function* toRows(columns: readonly Column[], rows: number): Generator<Row> {
  const read = columns.map((column): ((row: number) => string | number | bigint) => {
    if (column.kind === 'text') return (row) => column.words[column.codes[row]!]!;
    if (column.kind !== 'binary16') return (row) => column.values[row]!;
    const bytes = Buffer.from(
      column.values.buffer,
      column.values.byteOffset,
      column.values.byteLength,
    );
    return (row) => bytes.toString('hex', 16 * row, 16 * row + 16);
  });
  for (let row = 0; row < rows; row++) {
    yield Object.fromEntries(columns.map((column, c) => [column.name, read[c]!(row)]));
  }
}
