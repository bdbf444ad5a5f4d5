import { irritantStatuses, type IrritantStatus, type IrritantWithHistory } from '@vigie/contract';
import { deploymentsOf } from '../levers/lever-state.js';
import { historyOf } from './irritant-status.js';
import { type MonthlyCount } from './national-counts.query.js';
import {
  barriersOf,
  described,
  leversOf,
  mainIrritants,
  subIrritantsOf,
  terms,
} from './reference-links.js';
import { type IrritantMonth } from './situation.js';

/** What is published of every irritant and lever. */
export interface PublishedCounts {
  reports: readonly MonthlyCount[];
  resolved: readonly MonthlyCount[];
  reopened: readonly MonthlyCount[];
  deployed: readonly MonthlyCount[];
}

/** The irritants in their order, each with the history that the counts show. */
export function irritantsWith(counts: PublishedCounts): IrritantWithHistory[] {
  const deployments = deploymentsOf(counts.deployed);
  return mainIrritants.map((irritant) => {
    const levers = leversOf(irritant).map(({ id }) => id);
    const history = historyOf(
      monthsOf(irritant.id, counts),
      deployments.filter(({ lever }) => levers.includes(lever)),
    );
    const last = history.at(-1);
    return {
      ...described(irritant),
      sub_irritants: subIrritantsOf(irritant).map(described),
      barriers: barriersOf(irritant).map((barrier) => ({
        ...described(barrier),
        cleared_by: [...barrier.cleared_by],
      })),
      levers,
      status: last?.status ?? null,
      status_since: last?.month ?? null,
      history,
    };
  });
}

/** The whole months of an irritant: what may still change moves no status. */
function monthsOf(irritant: string, counts: PublishedCounts): IrritantMonth[] {
  const values = (of: readonly MonthlyCount[]): Map<string, number | null> =>
    new Map(of.filter(({ id }) => id === irritant).map(({ month, value }) => [month, value]));
  const [resolved, reopened] = [values(counts.resolved), values(counts.reopened)];
  return counts.reports
    .filter(({ id, provisional }) => id === irritant && !provisional)
    .map(({ month, value }) => ({
      month,
      reports: value,
      resolved: resolved.get(month) ?? null,
      reopened: reopened.get(month) ?? null,
    }));
}

/** The words of the nomenclature that each status is told with. */
const words: Readonly<Record<IrritantStatus, string>> = {
  reported: 'reported',
  action: 'in_progress',
  available: 'fix_available',
  deploying: 'rolling_out',
  resolved: 'resolved',
  reopened: 'reopened',
};

export const statusTerms = irritantStatuses.map((id) => {
  const term = terms('irritant_status').find((one) => one.id === words[id]);
  if (term === undefined) throw new Error(`the status ${id} has no words`);
  return { id, label: term.label };
});
