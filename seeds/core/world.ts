import { createHash } from 'node:crypto';
import { createActors } from './actors/actors.js';
import { sample, type Stratum } from './actors/sample.js';
import { formatMonth, parseMonth } from './calendar.js';
import { scenarios } from './calibration/calibration.js';
import { seal, slicePage, type Page, type PageQuery, type Slice } from './feed/page.js';
import { remember } from './lru.js';
import { WordHmac } from './random/hmac.js';
import { createBook } from './streams/book.js';
import { documentsArchive, documentsJournal } from './streams/documents.stream.js';
import { createIdentities } from './streams/identity.js';
import type { Column, Grain, Part } from './streams/part.js';
import { createProfileMonths } from './streams/profile-months.js';
import { profilesArchive, profilesJournal } from './streams/profiles.stream.js';
import { rosterPart } from './streams/roster.stream.js';
import { submissionsPart } from './streams/submissions.stream.js';
import type { WorldState } from './streams/world-state.js';

/** Changes with every change of the code or of a parameter that changes a page. */
export const CORE_VERSION = '1';
export const SCHEMA_VERSION = 1;

export const STREAMS = ['submissions', 'roster', 'profiles', 'documents'] as const;
export type StreamName = (typeof STREAMS)[number];

export interface WorldSettings {
  readonly seed: string;
  readonly scenario: string;
  /** Sampled fraction of the numerous sectors, above 0 and up to 1. */
  readonly scale: number;
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
}

/** A world: a pure function of its settings. Monthly state is computed on demand and forgotten. */
export function createWorld(settings: WorldSettings): World {
  const { seed, scale } = settings;
  const scenario = scenarios[settings.scenario];
  if (!scenario) {
    throw new RangeError(
      `Unknown scenario “${settings.scenario}”: ${Object.keys(scenarios).join(', ')}.`,
    );
  }
  const name = JSON.stringify([seed, settings.scenario, scale, CORE_VERSION]);
  const id = `w${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  const { actors, strata } = sample(createActors(seed, scenario), seed, scale);
  const hmac = new WordHmac(createHash('sha256').update(`vigie core ${name}`).digest());
  const book = remember(2, (month) => createBook(seed, actors, Number(month)));
  const identities = remember(2, (month) => createIdentities(hmac, actors, Number(month)));
  const state: WorldState = {
    seed,
    historyFrom: parseMonth(scenario.history_from),
    actors,
    strata,
    hmac,
    book: (month) => book(String(month)),
    identities: (month) => identities(String(month)),
    profiles: createProfileMonths(seed),
  };
  const kept = remember(4, (key) => {
    const [stream, grain, month] = key.split('/') as [StreamName, Grain, string];
    return createPart(state, stream, grain, Number(month));
  });
  const part = (stream: StreamName, grain: Grain, month: number): Part =>
    kept(`${stream}/${grain}/${month}`);
  const slice = (stream: StreamName, query: PageQuery): Slice =>
    slicePage(part(stream, query.grain, query.month), id, stream, query);
  return {
    ...settings,
    id,
    historyFrom: formatMonth(state.historyFrom),
    strata,
    state,
    part,
    slice,
    page: (stream, query) => seal(slice(stream, query)),
    *rows(stream, grain, month) {
      const all = part(stream, grain, parseMonth(month));
      yield* toRows(all.columns(0, all.rows), all.rows);
    },
  };
}

function createPart(state: WorldState, stream: StreamName, grain: Grain, month: number): Part {
  const archive = grain === 'month';
  switch (stream) {
    case 'documents':
      return archive ? documentsArchive(state, month) : documentsJournal(state, month);
    case 'profiles':
      return archive ? profilesArchive(state, month) : profilesJournal(state, month);
    case 'roster':
      return rosterPart(state, grain, month);
    case 'submissions':
      return submissionsPart(state, grain, month);
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
