import { describe, expect, it } from 'vitest';
import { formatMonth, parseMonth } from '../calendar.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, month: string): Row[] => [...world.rows(stream, 'month', month)];
const count = (list: Row[], name: string): number =>
  list.reduce((all, row) => all + Number(row[name]), 0);

describe('software events', () => {
  it('add up to the roster, month after month, from before the first order', () => {
    const flows: Record<string, number> = {};
    const first = parseMonth('2018-01');
    expect(count(rows('roster', formatMonth(first - 1)), 'ordered')).toBe(0);
    for (let month = first; month <= parseMonth('2026-06'); month++) {
      for (const row of rows('software', formatMonth(month))) {
        const event = String(row['event']);
        flows[event] = (flows[event] ?? 0) + Number(row['events']);
      }
      if (month % 5 !== 0) continue;
      const roster = rows('roster', formatMonth(month));
      expect(flows['ordered'] ?? 0).toBe(count(roster, 'ordered'));
      expect(flows['installed'] ?? 0).toBe(count(roster, 'installed'));
      const on =
        (flows['installed'] ?? 0) -
        (flows['module_disabled'] ?? 0) +
        (flows['module_enabled'] ?? 0);
      expect(on).toBe(count(roster, 'module_on'));
    }
    expect(flows['updated']).toBeGreaterThan(0);
    expect(flows['module_enabled']).toBeGreaterThan(0);
  });

  it('fall on one day of the journal each, the same as in the archive', () => {
    const month = '2023-06';
    const days = [...world.rows('software', 'day', month)].filter((row) => row['revision'] === 1);
    const ids = new Set(days.map((row) => row['row_id']));
    expect(ids.size).toBeGreaterThan(0);
    for (const row of days) expect(row['events']).toBe(1);
    expect(count(rows('software', month), 'events')).toBeLessThanOrEqual(ids.size);
  });

  it('go from one generation to the next', () => {
    const order = ['pre', 'segur_v1', 'sentinelle', 'segur_v2'];
    for (const row of rows('software', '2025-11')) {
      const from = order.indexOf(String(row['from_generation']));
      const to = order.indexOf(String(row['generation']));
      if (row['event'] === 'installed') expect(from).toBe(0);
      if (row['event'] === 'installed' || row['event'] === 'updated')
        expect(to).toBeGreaterThan(from);
      else expect(to).toBe(from);
    }
  });
});
