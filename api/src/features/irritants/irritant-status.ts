import { type IrritantStatus, type StatusChange } from '@vigie/contract';
import { type Deployment } from '../levers/lever-state.js';
import { type IrritantMonth, isBackNow, type Situation, situationAt } from './situation.js';
import { because } from './status-sentences.js';

/** Settled: no more than this share of the pace at its peak, and no more than is being resolved. */
const settledShare = 1 / 10;
/** No longer settled: twice that, so that a status does not flicker. */
const unsettledShare = 1 / 5;

type Rule = (situation: Situation) => IrritantStatus | null;

const hasRelease = ({ deployed }: Situation): boolean =>
  deployed.some(({ kind }) => kind === 'release');

function isSettled({ pace, peak }: Situation): boolean {
  const { reports, resolved } = pace;
  if (reports === null || resolved === null) return false;
  return resolved >= reports && reports <= settledShare * peak;
}

const orBack = (rule: Rule): Rule => {
  return (situation) => (isBackNow(situation.month) ? 'reopened' : rule(situation));
};

/** What may follow each status; a status without a reason to leave it stays. */
const next: Readonly<Record<IrritantStatus, Rule>> = {
  reported: (situation) => {
    if (hasRelease(situation)) return 'available';
    return situation.deployed.length > 0 ? 'action' : null;
  },
  action: (situation) => {
    if (hasRelease(situation)) return 'available';
    return isSettled(situation) ? 'resolved' : null;
  },
  available: orBack(({ month, deployed }) => {
    const releases = deployed.filter(({ kind }) => kind === 'release');
    const first = releases[0]?.month ?? month.month;
    // What is resolved in the month of the first release is no work of it yet.
    const spreads = releases.some((one) => one.month > first);
    return spreads || (month.month > first && (month.resolved ?? 0) > 0) ? 'deploying' : null;
  }),
  deploying: orBack((situation) => (isSettled(situation) ? 'resolved' : null)),
  resolved: orBack(({ pace, peak }) =>
    pace.reports !== null && pace.reports > unsettledShare * peak ? 'deploying' : null,
  ),
  reopened: (situation) => {
    if (situation.isBack || (situation.pace.resolved ?? 0) === 0) return null;
    return isSettled(situation) ? 'resolved' : 'deploying';
  },
};

/**
 * The history of an irritant, oldest first, from what is published of it: pure, so that an edition
 * always gives the same one. Months must be whole and in order. What a cell withholds proves nothing:
 * a status only changes on values that are published.
 */
export function historyOf(
  months: readonly IrritantMonth[],
  deployments: readonly Deployment[],
): StatusChange[] {
  const first = months.findIndex(({ reports }) => (reports ?? 0) > 0);
  if (first === -1) return [];
  const history: StatusChange[] = [];
  let status: IrritantStatus | null = null;
  let peak = 0;
  for (let index = first; index < months.length; index += 1) {
    const situation = situationAt(months, index, peak, deployments);
    peak = situation.peak;
    const after = statusAfter(status ?? 'reported', situation);
    if (after === status) continue;
    status = after;
    history.push({ month: situation.month.month, status, because: because(status, situation) });
  }
  return history;
}

/** One month can bring both a decision and a release: it has the last status it leads to. */
function statusAfter(status: IrritantStatus, situation: Situation): IrritantStatus {
  const after = next[status](situation);
  if (after === null) return status;
  return after === 'action' || after === 'available' ? statusAfter(after, situation) : after;
}
