import { createHash } from 'node:crypto';
import { streams as declared } from '@vigie/etl';
import type { ScriptedColumn, ScriptedRow, ScriptedValue } from './scripted-feed.arrow.js';
import { archiveOf, standing, type Emission } from './scripted-feed.parts.js';
import {
  anyValueOf,
  scriptedRegisters,
  type ScriptedRegisters,
  type ScriptedStream,
} from './scripted-feed.registers.js';

export type Declaration = (typeof declared)[number];
export type PartialRow = Readonly<Record<string, ScriptedValue | undefined>>;

export interface ScriptedBookOptions {
  /** First month that there is. */
  historyFrom?: string;
  /** Last day whose emissions are complete. */
  feedDay?: string;
  /** Declarations served beside those of the etl. */
  streams?: readonly Declaration[];
  /** Vendors that submit. */
  submitting?: readonly string[];
  strata?: { id: string; factor: number }[];
  world?: string;
}

/** 16 bytes that follow from a label. */
export const idOf = (label: string): Uint8Array =>
  createHash('sha256').update(label).digest().subarray(0, 16);

/** What a row of a professional carries, consistent with the registers. */
const person: ScriptedRow = {
  actor: idOf('actor'),
  stratum: 'complete',
  department: 'DEP-69',
  sector: 'mdv',
  profession: '10',
  vendor: 'v-mdv-01',
  release: 'r-mdv-01-v1',
  generation: 'segur_v1',
};

const common: readonly ScriptedColumn[] = [
  { name: 'row_id', type: 'uuid' },
  { name: 'revision', type: 'int4' },
  { name: 'op', type: 'text' },
  { name: 'period', type: 'text' },
];

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const nextMonth = (month: string): string => addDays(`${month}-28`, 4).slice(0, 7);

/** The rows of a scripted feed, and what it says about them. */
export class ScriptedBook {
  readonly world: string;
  readonly historyFrom: string;
  readonly registers: ScriptedRegisters;
  private readonly strata: { id: string; factor: number }[];
  private readonly streams: ReadonlyMap<string, ScriptedStream>;
  private readonly parts = new Map<string, Emission[]>();
  private readonly archives = new Map<string, readonly ScriptedRow[]>();
  private readonly shapes = new Map<string, readonly ScriptedColumn[]>();
  private today: string;
  /** Rows without a label of their own are told apart by their number. */
  private drawn = 0;

  constructor(options: ScriptedBookOptions) {
    this.streams = new Map(
      [...declared, ...(options.streams ?? [])].map((stream) => {
        const name = stream.feed ?? stream.name;
        return [name, asScripted(name, stream)];
      }),
    );
    this.historyFrom = options.historyFrom ?? '2026-10';
    this.today = options.feedDay ?? '2026-11-21';
    this.world = options.world ?? 'wscripted';
    this.strata = options.strata ?? [
      { id: 'complete', factor: 1 },
      { id: 'mdv.sampled', factor: 5 },
    ];
    this.registers = scriptedRegisters(
      [...this.streams.values()].filter(({ name }) => name !== 'submissions'),
      this.historyFrom,
      options.submitting ?? ['v-mdv-01', 'v-mdv-02', 'v-off-01'],
    );
  }

  get feedDay(): string {
    return this.today;
  }

  advanceTo(day: string): void {
    if (day < this.today) throw new Error(`the feed has reached ${this.today}`);
    this.today = day;
  }

  closed(month: string): boolean {
    return `${nextMonth(month)}-20` <= this.today;
  }

  has(name: string): boolean {
    return this.streams.has(name);
  }

  columns(name: string): readonly ScriptedColumn[] {
    return this.shapes.get(name) ?? this.stream(name).columns;
  }

  reshape(
    name: string,
    change: (columns: readonly ScriptedColumn[]) => readonly ScriptedColumn[],
  ): void {
    this.shapes.set(name, change(this.columns(name)));
  }

  emissions(name: string, month: string): readonly Emission[] {
    return this.parts.get(`${name}|${month}`) ?? [];
  }

  emit(name: string, day: string, rows: readonly PartialRow[], month?: string): void {
    const stream = this.stream(name);
    for (const given of rows) {
      const row = this.completed(stream, day, given);
      const part = `${name}|${month ?? String(row['period']).slice(0, 7)}`;
      const held = this.parts.get(part);
      if (held) held.push({ day, row });
      else this.parts.set(part, [{ day, row }]);
    }
  }

  submit(name: string, period: string, day: string): void {
    const { total = '' } = this.stream(name);
    const rows = standing(this.emissions(name, period.slice(0, 7))).filter(
      (row) => period.length === 7 || row['period'] === period,
    );
    const submitters = this.registers.submitters.filter(({ stream }) => stream === name);
    const said = this.emissions('submissions', period.slice(0, 7));
    const submissions = submitters.map((by): PartialRow => {
      const id = idOf(`${by.id}|${name}|${period}`);
      const before = said.filter(
        ({ row }) => Buffer.compare(row['row_id'] as Uint8Array, id) === 0,
      );
      const own = rows.filter((row) => by.kind === 'national' || row['vendor'] === by.id);
      return {
        row_id: id,
        // What is said again corrects what was said before.
        revision: before.length + 1,
        period,
        submitter: by.id,
        stream: name,
        sector: by.sector ?? '',
        sent_on: day,
        rows: own.length,
        total: own.reduce((sum, row) => sum + BigInt(Number(row[total] ?? 0)), 0n),
      };
    });
    this.emit('submissions', day, submissions);
  }

  archive(name: string, month: string, rows: readonly ScriptedRow[]): void {
    this.archives.set(`${name}|${month}`, rows);
  }

  /** What the archive of a closed month holds: what was said, or what stands, added up. */
  archived(name: string, month: string): readonly ScriptedRow[] {
    const given = this.archives.get(`${name}|${month}`);
    if (given) return given;
    const rows = archiveOf(this.emissions(name, month), this.stream(name).columns, month, idOf);
    if (name !== 'submissions') return rows;
    // What a submission announces are rows of the same grain.
    return rows.map((row) => {
      const stream = String(row['stream']);
      const { sender } = this.stream(stream);
      const sent = this.archived(stream, month).filter(
        ({ vendor }) => sender !== undefined || vendor === row['submitter'],
      );
      return { ...row, rows: sent.length };
    });
  }

  manifest(): Record<string, unknown> {
    const months = [...new Set([...this.parts.keys()].map((key) => key.split('|')[1] ?? ''))];
    const closed = months.filter((month) => this.closed(month)).sort();
    return {
      world: this.world,
      core_version: 'scripted',
      simulated: true,
      seed: '1',
      scenario: 'scripted',
      scale: 1,
      feed_day: this.today,
      history_from: this.historyFrom,
      strata: this.strata,
      streams: [...this.streams.keys()].map((name) => ({
        name,
        schema_version: 1,
        grains: ['month', 'day'],
        watermark: { day: this.today, closed_month: closed.at(-1) ?? null },
        rows: { month: 0, day: 0 },
      })),
    };
  }

  private completed(stream: ScriptedStream, day: string, given: PartialRow): ScriptedRow {
    const before = addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
    const row: Record<string, ScriptedValue> = {};
    for (const [name, value] of Object.entries(given)) if (value !== undefined) row[name] = value;
    for (const column of stream.columns) {
      const value = row[column.name] ?? this.usual(column, stream.monthly ? before : day, day);
      row[column.name] = column.type === 'uuid' && typeof value === 'string' ? idOf(value) : value;
    }
    if (given['record_key'] === undefined && row['record_key'] !== undefined) {
      // The same contributor carries the same key on each of its rows.
      const { actor, department, age_band } = row;
      const of =
        actor instanceof Uint8Array ? actor : idOf(`${String(department)} ${String(age_band)}`);
      row['record_key'] = BigInt(`0x${Buffer.from(of).toString('hex', 0, 5)}`);
    }
    return row;
  }

  private usual(
    { name, type, register, values, optional }: ScriptedStream['columns'][number],
    period: string,
    day: string,
  ): ScriptedValue {
    if (name === 'op') return 'upsert';
    if (name === 'revision') return 1;
    if (name === 'period') return period;
    const known = person[name];
    if (known !== undefined) return known;
    if (type === 'uuid') return idOf(`${name} ${(this.drawn += 1)}`);
    if (type === 'int8') return 0n;
    if (type === 'int4' || type === 'float8') return 0;
    if (type === 'date') return day;
    if (values?.[0] !== undefined) return values[0];
    if (optional === true || register === undefined) return '';
    return anyValueOf(register, this.registers, this.strata);
  }

  private stream(name: string): ScriptedStream {
    const stream = this.streams.get(name);
    if (!stream) throw new Error(`the scripted feed has no stream ${name}`);
    return stream;
  }
}

function asScripted(name: string, declaration: Declaration): ScriptedStream {
  const { submitted } = declaration as { submitted?: { by: string; total: string } };
  const ofVendors =
    submitted?.by === 'vendor' ||
    (submitted === undefined && declaration.columns.some((column) => column.name === 'vendor'));
  return {
    name,
    columns: [...common, ...declaration.columns],
    monthly: declaration.monthly === true,
    sender: ofVendors ? undefined : 's-scripted',
    total: submitted?.total,
  };
}
