import { firstDay, weekday } from '../calendar.js';
import { campaignRise, type CampaignEffect } from '../calibration/campaigns.js';
import { profileRates } from '../calibration/profiles.js';
import { hash, keyOf } from '../random/hash.js';
import type { DayWeights } from '../tally/book.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import { flatten, type Count } from '../tally/tree.js';
import type { WorldState } from '../world-state.js';
import { informedShares, launchedShare } from './profile-launch.js';
import { bands, CELLS } from './profile-months.js';
import { TRIGGERS } from './profile-triggers.js';

const leaves = (...names: string[]): Count[] => names.map((name) => ({ name }));

const COUNTS: readonly Count[] = [
  { name: 'informed', parts: [leaves('informed_email', 'informed_post')] },
  { name: 'launched' },
  { name: 'born' },
  { name: 'opposed', parts: [leaves('opposed_email', 'opposed_post')] },
  { name: 'closed' },
  { name: 'activated', parts: [leaves('web', 'app'), leaves(...TRIGGERS)] },
];
const { names } = flatten(COUNTS);
const [INFORMED, LAUNCHED, OPPOSED, ACTIVATED] = [
  'informed',
  'launched',
  'opposed',
  'activated',
].map((name) => names.indexOf(name));

/** Weight of a department's day for what its open profiles do, 1000 on a day of no note. */
type DayWeight = (department: number, root: number, day: number) => number;

/** The nation's week once a department is open, more while a campaign moves the flow. */
function openDay(seed: string, purpose: string, effect?: CampaignEffect): DayWeight {
  const key = keyOf(seed, purpose);
  return (department, root, day) => {
    const noise = 0.85 + (0.3 * hash(key, 64 * department + root, day)) / 4294967296;
    const rise = effect ? campaignRise(effect, department, day) : 0;
    const usual = profileRates.week[weekday(day)]! * noise * (1 + rise);
    return 1000 * usual * launchedShare(department, day);
  };
}

/** Day weights of a month from the weight of each day. */
function dayWeights(month: number, weight: DayWeight): DayWeights {
  const first = firstDay(month);
  return (department, root, from, to, out) => {
    let total = 0;
    for (let d = from; d <= to; d++) {
      total += out[d] = Math.floor(weight(department, root, first + d));
    }
    return total;
  };
}

/** Days on which the holders of open profiles act, never before the department is open. */
export function holderDays(
  world: WorldState,
  month: number,
  purpose: string,
  effect?: CampaignEffect,
): DayWeights {
  return dayWeights(month, openDay(world.seed, purpose, effect));
}

const state: BookDeclaration = {
  name: 'profiles',
  envelope: 'territory',
  dimensions: [{ name: 'age_band', words: bands }],
  counts: COUNTS,
  stocks: ['open_stock', 'activated_stock'],
  draw(world, month, entry, node) {
    const { flows, stocks } = world.profiles.at(month);
    const last = firstDay(month + 1) - firstDay(month) - 1;
    const { counts } = entry;
    for (let cell = 0; cell < CELLS; cell++) {
      for (const name in flows) {
        const at = node[name];
        if (at !== undefined) counts[at] = flows[name as keyof typeof flows][cell]!;
      }
      counts[node['informed']!] = flows.informed_email[cell]! + flows.informed_post[cell]!;
      counts[node['opposed']!] = flows.opposed_email[cell]! + flows.opposed_post[cell]!;
      counts[node['web']!] = flows.activated[cell]! - flows.app[cell]!;
      entry.stocks.set([stocks.open[cell]!, stocks.active[cell]!]);
      entry.put(Math.floor(cell / bands.length), 0, 0, last, cell % bands.length);
    }
  },
  weights(world, month) {
    const usual = openDay(world.seed, 'profile-days');
    const activation = openDay(world.seed, 'profile-days', 'activation');
    return dayWeights(month, (department, root, day) => {
      if (root === ACTIVATED) return activation(department, root, day);
      const grown = (share: (day: number) => number): number => 1e6 * (share(day) - share(day - 1));
      const small = usual(department, root, day);
      if (root === INFORMED) {
        return small / 30 + grown((at) => told(department, at));
      }
      if (root !== LAUNCHED && root !== OPPOSED) return small;
      return grown((at) => launchedShare(department, at));
    });
  },
};

function told(department: number, day: number): number {
  const { first, later } = informedShares(department, day);
  return first + later;
}

/** Flows of profiles and their stocks at the end of the month, by department and age band. */
export const profiles: StreamDeclaration = {
  name: 'profiles',
  book: state,
  sender: 's-mes',
  detailed: true,
  counts: [{ name: 'opened', of: ['launched', 'born'] }, 'opposed', 'closed', 'activated'],
  total: 'activated',
  rows: () => CELLS,
  daily: 1,
};

/** How persons were told of the opening, by which channel they opposed it, what was opened. */
export const openings: StreamDeclaration = {
  name: 'openings',
  book: state,
  sender: 's-mes',
  detailed: true,
  flowsOnly: true,
  counts: [
    'informed',
    'informed_email',
    'informed_post',
    { name: 'opened', of: ['launched', 'born'] },
    'opposed',
    'opposed_email',
    'opposed_post',
    'closed',
  ],
  total: 'opened',
  rows: () => CELLS,
  daily: 1,
};

/** Activations by channel and, apart, by what triggered them: each has one of both. */
export const activations: StreamDeclaration = {
  name: 'activations',
  book: state,
  sender: 's-mes',
  detailed: true,
  flowsOnly: true,
  counts: ['activated', 'web', 'app', ...TRIGGERS],
  total: 'activated',
  rows: () => CELLS,
  daily: 1,
};
