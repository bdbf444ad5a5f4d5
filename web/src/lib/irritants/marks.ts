import type { Lever, Milestones } from '@vigie/contract';
import type { TrendMark } from '../chart/chart-spec.ts';
import type { Locale } from '../i18n/locale.ts';
import { textOf } from '../topics/base.ts';

/** Levers that have a date, as marks on a curve, oldest first; ties keep the order of the levers. */
export function leverMarks(levers: readonly Lever[], locale: Locale): TrendMark[] {
  return levers
    .flatMap(({ first_on: month, name }) =>
      month === null ? [] : [{ month, label: textOf(name, locale), kind: 'lever' as const }],
    )
    .sort((a, b) => a.month.localeCompare(b.month));
}

/** Milestones of the work with vendors, which the reports of all irritants are read against. */
const workMilestones = [
  'sentinelle_committee',
  'satisfaction_june',
  'satisfaction_september',
  'wave_2',
];

export function milestoneMarks(milestones: Milestones, locale: Locale): TrendMark[] {
  return milestones
    .filter(({ id }) => workMilestones.includes(id))
    .map(({ date, name }) => ({
      month: date.slice(0, 7),
      label: textOf(name, locale),
      kind: 'milestone' as const,
    }));
}
