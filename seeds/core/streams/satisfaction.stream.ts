import { nomenclature } from '@vigie/seeds/reference';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { remaining } from '../levers/levers.js';
import { keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { logistic } from './uptake.js';

const { answers, malfunction, satisfied } = sentinelle.surveys;
const waves = nomenclature('satisfaction_wave').map(({ id }) => id);
const waveOf = (month: number): number => waves.findIndex((id) => parseMonth(id) === month);

const book: BookDeclaration = {
  name: 'satisfaction',
  envelope: 'actor',
  dimensions: [{ name: 'wave', words: waves }],
  counts: [{ name: 'answered', parts: [[{ name: 'satisfied' }], [{ name: 'malfunction' }]] }],
  draw(world, month, entry, node) {
    const wave = waveOf(month);
    if (wave < 0) return;
    const { actors, levers, seed } = world;
    const key = keyOf(seed, 'satisfaction');
    const first = firstDay(month);
    eachAnswer(world, month, (i, { rank, from, to }) => {
      const id = actors.id[i]!;
      const sector = sectorIds[actors.sector[i]!]!;
      const day = first + to;
      const left = bits(remaining(actors.barriers[i]!, levers.reached(i, day)));
      const age = day - actors.starts[3 * i + rank - 1]!;
      const chance = logistic(
        (practices[sector]!.barriers ? malfunction.level : malfunction.others) +
          malfunction.barriers * left +
          malfunction.newness * Math.exp(-age / malfunction.days),
      );
      const met = uniform(key, id, month, 1) < chance;
      const content = logistic(
        satisfied.level +
          satisfied.barriers * left +
          satisfied.habit * actors.habit[i]! +
          (met ? satisfied.malfunction : 0),
      );
      entry.counts[node['answered']!] = 1;
      entry.counts[node['malfunction']!] = met ? 1 : 0;
      entry.counts[node['satisfied']!] = uniform(key, id, month, 2) < content ? 1 : 0;
      entry.put(i, rank, from, to, wave);
    });
  },
};

/** Visits the users of a Ségur release who answer the survey of a month, with what they run last. */
function eachAnswer(
  { actors, seed }: WorldState,
  month: number,
  visit: (actor: number, run: ReturnType<typeof runs>[number]) => void,
): void {
  const key = keyOf(seed, 'satisfaction');
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const rates = sectorIds.map((sector) => answers.rate * (answers.keenness[sector] ?? 0));
  for (let i = 0; i < actors.count; i++) {
    if (uniform(key, actors.id[i]!, month) >= rates[actors.sector[i]!]!) continue;
    const run = runs(actors, i, first, days).at(-1)!;
    if (run.rank > 0) visit(i, run);
  }
}

/** How many bits are set. */
function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Answers to the satisfaction surveys, in the month of each: malfunctions met, and satisfaction. */
export const satisfaction: StreamDeclaration = {
  name: 'satisfaction',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['answered', 'satisfied', 'malfunction'],
  total: 'answered',
  rows(world, month) {
    let rows = 0;
    if (waveOf(month) >= 0) eachAnswer(world, month, () => rows++);
    return rows;
  },
  daily: 0.05,
};
