import { monthWeights, meanMonth, production } from '../actors/activity.js';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices, rates } from '../calibration/calibration.js';
import { prescribing } from '../calibration/prescribing.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { risen, takenUpOn } from './uptake.js';

const OFFICINE = sectorIds.indexOf('officine');
const practice = practices['officine']!;
const { pilots, pilots_from, presented, executed, ...uptake } = prescribing.dispensations;

/** Share of the pharmacies that execute e-prescriptions at the end of a month, at most. */
const executing = (month: number): number => pilots + (1 - pilots) * risen(uptake, month + 1);

/**
 * E-prescriptions executed by pharmacies. One begins on a date of its own, once it runs a Ségur
 * release; from then on it executes a share of those that it is handed. Both what is handed and
 * that share are curves of the month, set so that the nation executes fewer than it creates.
 */
const book: BookDeclaration = {
  name: 'dispensations',
  envelope: 'actor',
  dimensions: [],
  counts: [{ name: 'executed' }],
  draw({ actors, seed }, month, entry, node) {
    const key = keyOf(seed, 'dispensations');
    const first = firstDay(month);
    const weights = monthWeights(month)[OFFICINE]!;
    const share = executed.from + (executed.to - executed.from) * risen(executed, month);
    const mean =
      (presented.mean * risen(presented, month) * share * production(practice, month)) /
      (practice.produced.mean * meanMonth[OFFICINE]!);
    for (let i = 0; i < actors.count; i++) {
      if (actors.sector[i] !== OFFICINE) continue;
      const id = actors.id[i]!;
      const since = beginsOn(uniform(key, id));
      if (since >= month + 1) continue;
      const begun = Math.max(0, Math.floor((since - month) * weights.length));
      const noise = 1 + rates.noise.month * normal(key, id, month);
      for (const { rank, from, to } of runs(actors, i, first, weights.length)) {
        const start = Math.max(from, begun);
        if (rank === 0 || start > to) continue;
        let activity = 0;
        for (let d = start; d <= to; d++) activity += weights[d]!;
        const expected = actors.size[i]! * mean * noise * activity;
        entry.counts[node['executed']!] = Math.floor(expected + uniform(key, id, month, rank));
        entry.put(i, rank, start, to);
      }
    }
  },
};

function beginsOn(rank: number): number {
  if (rank < pilots) return parseMonth(pilots_from);
  return takenUpOn(uptake, rank - pilots, 1 - pilots);
}

/** E-prescriptions executed by pharmacies that run a Ségur release. */
export const dispensations: StreamDeclaration = {
  name: 'dispensations',
  book,
  sender: 'vendor',
  sectors: ['officine'],
  detailed: false,
  monthly: true,
  counts: ['executed'],
  total: 'executed',
  rows: ({ actors }: WorldState, month) =>
    executing(month) * actors.sector.reduce((n, sector) => n + (sector === OFFICINE ? 1 : 0), 0),
};
