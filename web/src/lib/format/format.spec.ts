import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { addMonths, formatDay, formatInstant, formatMonth, monthsBetween } from './date.ts';
import {
  formatChange,
  formatCount,
  formatFactor,
  formatPercent,
  formatPoints,
  formatRough,
  formatValue,
} from './number.ts';

describe('numbers', () => {
  it('are grouped as each language does', () => {
    expect(formatCount(23_456_789, 'fr')).toBe('23\u202f456\u202f789');
    expect(formatCount(23_456_789, 'en')).toBe('23,456,789');
  });

  it('keep one decimal in a rate, and the French space before the sign', () => {
    expect(formatPercent(38, 'fr')).toBe('38,0\u202f%');
    expect(formatPercent(38.24, 'en')).toBe('38.2%');
  });

  it('call points points, in the plural of the language', () => {
    expect(formatPoints(0.44, 'fr')).toBe('+0,4\u00a0point');
    expect(formatPoints(1.9, 'fr')).toBe('+1,9\u00a0point');
    expect(formatPoints(-2, 'fr')).toBe('\u22122,0\u00a0points');
    expect(formatPoints(1.9, 'en')).toBe('+1.9\u00a0points');
    expect(formatPoints(-0.04, 'fr')).toBe('0,0\u00a0point');
    expect(formatPoints(-2.5, 'en', false)).toBe('2.5\u00a0points');
  });

  it('are rough in titles', () => {
    expect(formatRough(26_134_000, 'fr')).toBe('26,1\u00a0millions');
    expect(formatRough(26_134_000, 'en')).toBe('26.1\u00a0million');
    expect(formatRough(812_345, 'fr')).toBe('812\u202f000');
    expect(formatRough(42, 'fr')).toBe('42');
    expect(formatRough(0, 'fr')).toBe('0');
  });

  it('write changes with a sign and factors without needless digits', () => {
    expect(formatChange(0.031, 'fr')).toBe('+3,1\u202f%');
    expect(formatChange(-0.5, 'en')).toBe('\u221250.0%');
    expect(formatFactor(5, 'fr')).toBe('5');
    expect(formatFactor(4.984, 'fr')).toBe('4,98');
  });

  it('keep the decimals of a mean, which may be below one, and no others', () => {
    expect(formatValue(0.384, 'documents_per_visit', 'fr')).toBe('0,38');
    expect(formatValue(12.3, 'documents_each', 'en')).toBe('12.3');
    expect(formatValue(123, 'documents_each', 'fr')).toBe('123');
    expect(formatValue(1_234.5, 'documents', 'fr')).toBe('1\u202f235');
    expect(formatValue(38.2, 'percent', 'fr')).toBe('38,2\u202f%');
  });
});

describe('dates', () => {
  it('are months and days, written in full', () => {
    expect(formatMonth('2026-10', 'fr')).toBe('octobre 2026');
    expect(formatMonth('2026-10', 'en')).toBe('October 2026');
    expect(formatDay('2026-11-21', 'fr')).toBe('21 novembre 2026');
    expect(formatDay('2026-11-01', 'fr')).toBe('1er novembre 2026');
    expect(formatDay('2026-11-01', 'en')).toBe('1 November 2026');
  });

  it('read instants on a clock in Paris, summer and winter', () => {
    expect(formatInstant('2026-11-21T23:30:00Z', 'fr')).toBe('22 novembre 2026 à 00:30');
    expect(formatInstant('2026-07-21T21:30:00Z', 'en')).toBe('21 July 2026 at 23:30 (Paris)');
  });

  it('count months across years', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-11', -12)).toBe('2025-11');
    expect(monthsBetween('2025-11', '2026-02')).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });

  it.each(['UTC', 'Pacific/Noumea', 'Indian/Reunion', 'America/Cayenne'])(
    'do not depend on the time zone of the machine: %s',
    (zone) => {
      const script = `
        const { formatMonth, formatDay, formatInstant } = await import(${JSON.stringify(new URL('./date.ts', import.meta.url).href)});
        console.log([formatMonth('2026-01', 'fr'), formatDay('2026-01-01', 'fr'), formatInstant('2026-01-01T00:00:00Z', 'fr')].join('|'));`;
      const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(printed.trim()).toBe('janvier 2026|1er janvier 2026|1er janvier 2026 à 01:00');
    },
  );
});
