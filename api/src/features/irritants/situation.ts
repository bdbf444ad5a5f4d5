import { type Deployment } from '../levers/lever-state.js';

/** What is published of an irritant for a month; null where a cell carries no value. */
export interface IrritantMonth {
  month: string;
  reports: number | null;
  resolved: number | null;
  reopened: number | null;
}

/** Months over which a pace is judged: one alone moves too much. */
export const paceMonths = 3;
/** Back: at least so many reports reopened for each one made in the month. */
const reopenedShare = 1 / 10;

/** What a month is judged by: itself, what came before, and the levers deployed by then. */
export interface Situation {
  month: IrritantMonth;
  /** Sums of the last months, null where one of them has no value. */
  pace: { reports: number | null; resolved: number | null };
  /** Highest such sum of reports so far. */
  peak: number;
  /** Deployments of the irritant's levers up to the month, oldest first. */
  deployed: readonly Deployment[];
  /** Whether reports were reopened in one of the last months. */
  isBack: boolean;
}

/** Whether as many reports came back as the month may not pass over. */
export const isBackNow = ({ reports, reopened }: IrritantMonth): boolean =>
  reports !== null && reopened !== null && reopened > 0 && reopened >= reopenedShare * reports;

/** The situation in a month, given those before it and the highest pace until then. */
export function situationAt(
  months: readonly IrritantMonth[],
  index: number,
  peakBefore: number,
  deployments: readonly Deployment[],
): Situation {
  const month = months[index];
  if (month === undefined) throw new Error(`no month at ${index}`);
  const last = months.slice(Math.max(0, index + 1 - paceMonths), index + 1);
  const sum = (pick: (one: IrritantMonth) => number | null): number | null => {
    const values = last.map(pick).filter((value) => value !== null);
    const whole = last.length === paceMonths && values.length === last.length;
    return whole ? values.reduce((total, value) => total + value, 0) : null;
  };
  const reports = sum((one) => one.reports);
  return {
    month,
    pace: { reports, resolved: sum((one) => one.resolved) },
    peak: Math.max(peakBefore, reports ?? 0),
    deployed: deployments.filter((one) => one.month <= month.month),
    isBack: last.some(isBackNow),
  };
}
