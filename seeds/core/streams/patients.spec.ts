import { describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { createWorld, type Row } from '../world.js';
import { STREAMS as DECLARED } from './streams.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, month: string): Row[] => [...world.rows(stream, 'month', month)];
const days = (stream: string, month: string): Row[] => [...world.rows(stream, 'day', month)];
const n = (row: Row, name: string): number => Number(row[name] ?? 0);
const total = (list: Row[], name: string): number =>
  list.reduce((sum, row) => sum + n(row, name), 0);
const cells = (list: Row[], by: string[], name: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const row of list) {
    const key = by.map((dimension) => row[dimension]).join('|');
    found.set(key, (found.get(key) ?? 0) + n(row, name));
  }
  return found;
};

const STREAMS = [
  ['sessions', 'sessions', ['age_band', 'channel']],
  ['app_downloads', 'downloads', ['os']],
  ['patient_documents', 'added', ['age_band', 'document_type']],
  ['insurance_documents', 'added', ['age_band', 'document_type']],
  ['medical_profiles', 'completed', ['age_band']],
] as const;

describe('what the holders of a profile do', () => {
  it.each(STREAMS)('%s: the days of a month sum to it', (stream, name, own) => {
    const by = ['department', ...own];
    const whole = cells(rows(stream, '2026-06'), by, name);
    const daily = cells(days(stream, '2026-06'), by, name);
    for (const [key, value] of whole) expect(daily.get(key) ?? 0, key).toBe(value);
    expect(total(days(stream, '2026-06'), name)).toBe(total(rows(stream, '2026-06'), name));
  });

  it.each(STREAMS)('%s: nothing before a profile is open in the department', (stream, name) => {
    for (const row of days(stream, '2022-05')) {
      if (row['department'] === 'DEP-95') expect(n(row, name)).toBe(0);
    }
  });

  it('counts a session for each activation, by channel', () => {
    const by = ['department', 'age_band'];
    for (const month of ['2022-06', '2026-06']) {
      for (const channel of ['web', 'app']) {
        const own = rows('sessions', month).filter((row) => row['channel'] === channel);
        const seen = cells(own, by, 'sessions');
        for (const [key, activated] of cells(rows('activations', month), by, channel)) {
          expect(seen.get(key) ?? 0, `${key} ${channel}`).toBeGreaterThanOrEqual(activated);
        }
      }
    }
  });

  it('counts a download for each activation in the application', () => {
    for (const month of ['2022-06', '2023-10', '2026-06']) {
      const seen = cells(rows('app_downloads', month), ['department'], 'downloads');
      for (const [key, byApp] of cells(rows('activations', month), ['department'], 'app')) {
        expect(seen.get(key) ?? 0, key).toBeGreaterThanOrEqual(byApp);
      }
    }
  });

  it('keeps medical profiles within the activated profiles, and each a document', () => {
    const by = ['department', 'age_band'];
    const month = '2026-06';
    const profiles = rows('medical_profiles', month);
    const active = cells(rows('profiles', month), by, 'activated_stock');
    const added = rows('patient_documents', month);
    const sent = cells(
      added.filter((row) => row['document_type'] === 'DOCPAT08'),
      by,
      'added',
    );
    for (const stock of ['completed_stock', 'measured_stock']) {
      for (const [key, value] of cells(profiles, by, stock)) {
        expect(value, key).toBeLessThanOrEqual(active.get(key)!);
      }
    }
    for (const [key, completed] of cells(profiles, by, 'completed')) {
      expect(sent.get(key) ?? 0, key).toBeGreaterThanOrEqual(completed);
    }
  });

  it('has no advance directives from minors', () => {
    const directives = rows('patient_documents', '2026-06').filter(
      (row) => row['document_type'] === 'EXPPAT_3',
    );
    expect(directives.length).toBeGreaterThan(0);
    expect(directives.every((row) => row['age_band'] !== '0-17')).toBe(true);
  });

  it('moves more with the campaign of autumn 2023 the nearer to what it asked for', () => {
    const rise = (stream: string, name: string): number =>
      total(rows(stream, '2023-10'), name) / total(rows(stream, '2023-08'), name);
    expect(rise('app_downloads', 'downloads')).toBeGreaterThan(3);
    expect(rise('medical_profiles', 'completed')).toBeGreaterThan(1.7);
    expect(rise('activations', 'activated')).toBeGreaterThan(1.4);
    expect(rise('insurance_documents', 'added')).toBeLessThan(1.3);
  });

  it('declares its rows', () => {
    for (const stream of STREAMS.map(([name]) => name)) {
      for (const month of ['2022-03', '2023-02', '2026-06']) {
        const declared = DECLARED.find(({ name }) => name === stream)!;
        const found = rows(stream, month).length;
        const expected = declared.rows(world.state, parseMonth(month));
        expect(Math.abs(found - expected), `${stream} ${month}`).toBeLessThanOrEqual(expected / 10);
      }
    }
  });
});
