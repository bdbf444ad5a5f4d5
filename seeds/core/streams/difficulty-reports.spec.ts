import { barriers } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { FEEDING } from '../actors/adoption.js';
import { firstDay, formatMonth, monthOf, parseMonth } from '../calendar.js';
import type { Book } from '../tally/book.js';
import { createWorld } from '../world.js';
import {
  causes,
  irritantIds,
  regressingReleases,
  reportingOf,
} from './difficulty-reports.model.js';
import { difficultyReports } from './difficulty-reports.stream.js';
import { feeding } from './feeding.book.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 1 });
const { state } = world;
const { actors, levers } = state;
const months = Array.from({ length: 60 }, (_, n) => parseMonth('2022-01') + n);
const bookOf = (month: number): Book => state.book(difficultyReports.book, month);
const column = (book: Book, name: string): Int32Array =>
  book.counts[book.tree.names.indexOf(name)]!;

/** Entries of every month, as plain objects. */
const entries = months.flatMap((month) => {
  const book = bookOf(month);
  return Array.from({ length: book.rows }, (_, e) => ({
    month,
    actor: book.subject[e]!,
    from: firstDay(month) + book.from[e]!,
    to: firstDay(month) + book.to[e]!,
    irritant: book.codes[0]![e]!,
    channel: book.codes[1]![e]!,
    reported: column(book, 'reported')[e]!,
    resolved: column(book, 'resolved')[e]!,
    reopened: column(book, 'reopened')[e]!,
  }));
});

describe('difficulty reports', () => {
  it('come from failures: who reports has more documents withheld or rejected', () => {
    const failed = { yes: [0, 0], no: [0, 0] };
    for (const month of months.slice(15, 21)) {
      const book = state.book(feeding, month);
      const perActor = new Float64Array(actors.count);
      for (let e = 0; e < book.rows; e++) {
        perActor[book.subject[e]!]! += column(book, 'withheld')[e]! + column(book, 'rejected')[e]!;
      }
      const reporters = new Set(
        entries
          .filter((entry) => entry.month === month && entry.reported > 0)
          .filter(({ irritant }) => ['IRR-2', 'IRR-3'].includes(irritantIds[irritant]!))
          .map(({ actor }) => actor),
      );
      for (let i = 0; i < actors.count; i++) {
        if (actors.sector[i] !== 0 || perActor[i] === 0) continue;
        const group = failed[reporters.has(i) ? 'yes' : 'no'];
        group[0]! += perActor[i]!;
        group[1]!++;
      }
    }
    expect(failed.yes[1]).toBeGreaterThan(50);
    expect(failed.yes[0]! / failed.yes[1]!).toBeGreaterThan(1.2 * (failed.no[0]! / failed.no[1]!));
  });

  it('fall when a Sentinelle release is installed, before the feeding has risen to its height', () => {
    const reports = new Map<number, number>();
    const documents = new Map<number, number>();
    const add = (sums: Map<number, number>, at: number, value: number): void => {
      sums.set(at, (sums.get(at) ?? 0) + value);
    };
    const migrated = (actor: number): number =>
      monthOf(actors.starts[3 * actor + FEEDING.indexOf('sentinelle')]!);
    const isMigrant = (actor: number): boolean => {
      const month = migrated(actor);
      return month >= parseMonth('2023-05') && month <= parseMonth('2024-02');
    };
    for (const { month, actor, reported } of entries) {
      if (isMigrant(actor)) add(reports, month - migrated(actor), reported);
    }
    for (const month of months.slice(12, 36)) {
      const book = state.book(feeding, month);
      for (let e = 0; e < book.rows; e++) {
        const actor = book.subject[e]!;
        if (isMigrant(actor)) {
          add(documents, month - migrated(actor), column(book, 'accepted')[e]!);
        }
      }
    }
    const mean = (sums: Map<number, number>, from: number, to: number): number => {
      let sum = 0;
      for (let at = from; at <= to; at++) sum += sums.get(at) ?? 0;
      return sum / (to - from + 1);
    };
    expect(mean(reports, 1, 2)).toBeLessThan(0.6 * mean(reports, -2, -1));
    expect(documents.get(1)!).toBeLessThan(0.97 * mean(documents, 4, 6));
  });

  it('are resolved only after a lever that clears a cause of the irritant has reached the actor', () => {
    const reporting = reportingOf(state, months.at(-1)!);
    const resolved = entries.filter((entry) => entry.resolved > 0);
    expect(resolved.length).toBeGreaterThan(100);
    for (const { actor, irritant, from } of resolved) {
      const cleared = causes
        .filter((cause) => cause.irritant === irritant && reporting.meets(actor, cause))
        .flatMap(({ clearedBy }) => clearedBy.map((lever) => levers.reachedOn(lever, actor)));
      expect(Math.min(...cleared)).toBeLessThan(from);
    }
  });

  it('never resolve more than was reported, nor reopen more than was resolved', () => {
    const open = new Map<string, { reported: number; resolved: number; reopened: number }>();
    for (const entry of entries) {
      const key = [entry.actor, entry.irritant, entry.channel].join('/');
      const sums = open.get(key) ?? { reported: 0, resolved: 0, reopened: 0 };
      expect(sums.reported + sums.reopened).toBeGreaterThanOrEqual(sums.resolved + entry.resolved);
      expect(sums.resolved).toBeGreaterThanOrEqual(sums.reopened + entry.reopened);
      sums.reported += entry.reported;
      sums.resolved += entry.resolved;
      sums.reopened += entry.reopened;
      open.set(key, sums);
    }
  });

  it('are reopened only under a release that takes back what was mended', () => {
    let reopened = 0;
    for (const month of months) {
      for (const row of world.rows('difficulty_reports', 'month', formatMonth(month))) {
        if (Number(row['reopened']) === 0) continue;
        reopened++;
        expect(regressingReleases).toContain(row['release']);
      }
    }
    expect(reopened).toBeGreaterThan(0);
  });

  it('stop for a cause once it is cleared', () => {
    const reporting = reportingOf(state, months.at(-1)!);
    for (let i = 0; i < actors.count; i++) {
      if (reporting.regression(i)) continue;
      for (const cause of causes) {
        const cleared = reporting.clearedOn(i, cause);
        if (cleared >= firstDay(months.at(-1)!)) continue;
        for (let month = monthOf(cleared) + 1; month < parseMonth('2025-01'); month += 5) {
          if (month >= months[0]!) expect(reporting.report(i, month, cause)).toBeNull();
        }
      }
    }
  });

  it('use the survey in its months alone, and the form from 2023 on', () => {
    for (const grain of ['month', 'day'] as const) {
      for (const month of ['2022-11', '2023-02', '2023-05', '2023-09']) {
        const channels = new Set(
          [...world.rows('difficulty_reports', grain, month)]
            .filter((row) => Number(row['reported']) > 0)
            .map((row) => row['channel']),
        );
        expect(channels.has('survey')).toBe(['2023-02', '2023-09'].includes(month));
        if (month < '2023') expect(channels).not.toContain('form');
      }
    }
  });

  it('never tell which barrier was met', () => {
    const ids = barriers.map(({ id }) => id);
    for (const row of world.rows('difficulty_reports', 'month', '2023-09')) {
      for (const value of Object.values(row)) expect(ids).not.toContain(value);
    }
  });

  it('do not come before 2022', () => {
    expect(bookOf(parseMonth('2021-06')).rows).toBe(0);
  });
});
