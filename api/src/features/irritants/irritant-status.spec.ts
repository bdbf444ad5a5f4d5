import { type IrritantStatus } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { type Deployment } from '../levers/lever-state.js';
import { historyOf } from './irritant-status.js';
import { type IrritantMonth } from './situation.js';

type Counts = readonly [reports: number | null, resolved?: number | null, reopened?: number | null];

const monthAt = (index: number): string => {
  const year = 2023 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
};
/** Months from January 2023, one for each of the counts. */
const months = (...counts: Counts[]): IrritantMonth[] =>
  counts.map(([reports, resolved = 0, reopened = 0], index) => {
    return { month: monthAt(index), reports, resolved, reopened };
  });
const release = (month: string): Deployment => ({
  lever: 'LEV-02',
  kind: 'release',
  name: { fr: 'INS qualifiée en un clic', en: 'INS qualified in one click' },
  month,
  deployments: 2,
});
const decision = (month: string): Deployment => ({
  ...release(month),
  lever: 'LEV-06',
  kind: 'national',
});
const path = (all: IrritantMonth[], deployments: Deployment[] = []): [string, IrritantStatus][] =>
  historyOf(all, deployments).map(({ month, status }) => [month, status]);

describe('the history of an irritant', () => {
  it('begins with the first published report, and is empty without one', () => {
    expect(path([])).toEqual([]);
    expect(path(months([0], [null], [0]))).toEqual([]);
    expect(path(months([0], [null], [12], [15]))).toEqual([['2023-03', 'reported']]);
  });

  it('goes from a decision to a release, to its rollout, to settled', () => {
    const all = months([50], [90], [100], [100], [60, 5], [30, 40], [10, 40], [5, 40], [9, 20]);
    expect(path(all, [decision('2023-02'), release('2023-04')])).toEqual([
      ['2023-01', 'reported'],
      ['2023-02', 'action'],
      ['2023-04', 'available'],
      ['2023-05', 'deploying'],
      // 24 reports in three months against 290 at the peak, and 100 resolutions.
      ['2023-09', 'resolved'],
    ]);
  });

  it('has the last status that a month leads to, when it leads to several', () => {
    const deployed = [decision('2022-11'), release('2022-12')];
    expect(path(months([50]), deployed)).toEqual([['2023-01', 'available']]);
    expect(path(months([50]), [release('2022-10'), release('2022-12')])).toEqual([
      ['2023-01', 'deploying'],
    ]);
  });

  it('is in deployment once a second month brings it, even before anything is resolved', () => {
    expect(path(months([50], [60], [70]), [release('2023-01'), release('2023-03')])).toEqual([
      ['2023-01', 'available'],
      ['2023-03', 'deploying'],
    ]);
  });

  it('is available in the month of the first release, whatever a decision resolves by then', () => {
    const all = months([50, 20], [60, 20], [60, 20]);
    expect(path(all, [decision('2022-11'), release('2023-02')])).toEqual([
      ['2023-01', 'action'],
      ['2023-02', 'available'],
      ['2023-03', 'deploying'],
    ]);
  });

  it('is not settled while more is reported than resolved, or too much of the peak is left', () => {
    const rolledOut = [release('2022-10'), release('2022-12')];
    const growing = months([100], [100], [100], [20, 5], [20, 5], [20, 5]);
    expect(path(growing, rolledOut)).toEqual([['2023-01', 'deploying']]);
    const high = months([100], [100], [100], [40, 90], [40, 90], [40, 90]);
    expect(path(high, rolledOut)).toEqual([['2023-01', 'deploying']]);
  });

  it('can settle by a decision alone', () => {
    const all = months([90], [90], [90], [30, 60], [5, 60], [5, 60], [5, 60]);
    expect(path(all, [decision('2023-01')])).toEqual([
      ['2023-01', 'action'],
      ['2023-07', 'resolved'],
    ]);
  });

  it('opens again when reports come back, and goes on once three months are quiet', () => {
    const before: Counts[] = [[100], [100], [100], [20, 60], [5, 60], [5, 60]];
    const all = months(...before, [9, 3, 4], [12, 3, 0], [11, 30, 1], [7, 20, 0], [9, 20, 0]);
    expect(path(all, [release('2022-10'), release('2022-12')])).toEqual([
      ['2023-01', 'deploying'],
      ['2023-06', 'resolved'],
      ['2023-07', 'reopened'],
      ['2023-10', 'resolved'],
    ]);
  });

  it('is no longer settled when reports rise again', () => {
    const before: Counts[] = [[100], [100], [100], [20, 60], [5, 60], [5, 60]];
    const all = months(...before, [60, 9], [70, 9]);
    expect(path(all, [release('2022-10'), release('2022-12')]).slice(1)).toEqual([
      ['2023-06', 'resolved'],
      ['2023-07', 'deploying'],
    ]);
  });

  it('never moves on what is not published', () => {
    const rolledOut = [release('2022-10'), release('2022-12')];
    const hidden = months([100], [100], [100], [20, 60], [null, 60], [5, 60], [5, null]);
    expect(path(hidden, rolledOut)).toEqual([['2023-01', 'deploying']]);
    const back = months([100, 1], [100, 1, null], [null, 1, 90], [100, 1, 9]);
    expect(path(back, rolledOut)).toEqual([['2023-01', 'deploying']]);
  });

  it('does not depend on what comes later', () => {
    const all = months([50], [90], [100], [100], [60, 5], [30, 40], [10, 40], [9, 20], [9, 3, 5]);
    const deployments = [decision('2023-02'), release('2023-04'), release('2023-09')];
    const whole = path(all, deployments);
    for (let length = 0; length <= all.length; length += 1) {
      const last = all[length - 1]?.month ?? '';
      expect(path(all.slice(0, length), deployments)).toEqual(
        whole.filter(([month]) => month <= last),
      );
    }
  });
});

describe('the reason of a status', () => {
  const all = months([1_250], [900], [1_000, 5], [40, 600], [5, 900], [5, 60], [9, null, 4]);
  const history = historyOf(all, [decision('2023-02'), release('2023-03'), release('2023-04')]);
  const told = (status: IrritantStatus): { fr: string; en: string } =>
    history.find((change) => change.status === status)!.because;

  it('is told with the numbers that it follows from, in both languages', () => {
    expect(told('reported')).toEqual({
      fr: 'Premiers signalements publiés : 1\u202f250 dans le mois.',
      en: 'First reports published: 1,250 in the month.',
    });
    expect(told('action').fr).toBe(
      'Mesure en vigueur depuis février 2023, « INS qualifiée en un clic » (LEV-06).',
    );
    expect(told('resolved').fr).toBe(
      'Sur les 3 derniers mois : signalements, 50 ; résolutions, 1\u202f560. Au plus fort, il y en avait 3\u202f150 en 3 mois.',
    );
    expect(told('reopened').en).toBe('4 reports reopened in the month, against 9 new ones.');
  });

  it('never tells a number that is not published as a zero', () => {
    const change = historyOf(months([50, null], [60, null]), [
      release('2022-10'),
      release('2022-12'),
    ])[0]!;
    expect(change.because.fr).toContain('résolutions, nombre non publié');
  });
});
