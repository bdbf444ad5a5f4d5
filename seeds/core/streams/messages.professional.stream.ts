import { generations, operators } from '@vigie/seeds/reference';
import { cumulatedWeights, meanMonth } from '../actors/activity.js';
import type { Actors } from '../actors/actors.js';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { messaging } from '../calibration/messages.js';
import { exponential, keyOf, normal, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { mailboxDates } from './messages.js';
import { logistic, risen } from './uptake.js';

const { received, month_noise, growth, formats, integrated, failed, api, focus } =
  messaging.professional;
const FORMATS = ['cda', 'hprim', 'pdf'] as const;
const ENDS = ['integrated', 'filed', 'failed'] as const;
const ranks = generations.map(({ id }) => id);

/**
 * Messages that a mailbox receives from other professionals and structures, by its operator. Each
 * is in one format and has one end: integrated by the software, filed by hand, or failed.
 */
const book: BookDeclaration = {
  name: 'professional_messages',
  envelope: 'actor',
  dimensions: [{ name: 'operator', words: operators.map(({ id }) => id) }],
  counts: [
    {
      name: 'received',
      parts: [
        FORMATS.map((format) => ({
          name: format,
          parts: [ENDS.map((end) => ({ name: `${format}_${end}` }))],
        })),
        [{ name: 'through_api' }],
      ],
    },
  ],
  draw(world, month, entry, node) {
    const { actors, seed } = world;
    const key = keyOf(seed, 'professional-messages');
    const first = firstDay(month);
    const days = firstDay(month + 1) - first;
    const since = mailboxDates(world);
    const operatorOf = operatorChoice(seed, actors);
    const use = 1 + growth.gain * risen(growth, month);
    const weights = cumulatedWeights(month);
    const sectors = sectorIds.map((sector, s) => {
      const mean = (received[sector]! * use) / (practices[sector]!.produced.mean * meanMonth[s]!);
      return { sums: weights[s]!, mean };
    });
    const cdaShares = ranks.map((generation) => cdaShare(generation, month));
    const nodes = FORMATS.map((format) => ENDS.map((end) => node[`${format}_${end}`]!));
    const { counts } = entry;
    for (let i = 0; i < actors.count; i++) {
      const start = since(i);
      if (start >= month + 1) continue;
      const id = actors.id[i]!;
      const opened = Math.max(0, Math.floor((start - month) * days));
      const operator = operatorOf(i);
      const reachable = apiFrom(key, id, operator);
      const { sums, mean } = sectors[actors.sector[i]!]!;
      const level = actors.size[i]! * mean * (1 + month_noise * normal(key, id, month));
      for (const { rank, from, to } of runs(actors, i, first, days)) {
        const begin = Math.max(from, opened);
        if (begin > to) continue;
        const luck = (n: number): number => uniform(key, id, month, 16 * rank + n);
        const part = (whole: number, share: number, n: number): number =>
          Math.min(whole, Math.floor(whole * share + luck(n)));
        const all = Math.floor(level * (sums[to + 1]! - sums[begin]!) + luck(1));
        if (all === 0) continue;
        const generation = ranks[rank]!;
        const cda = part(all, cdaShares[rank]!, 2);
        const hprim = part(all - cda, formats.hprim, 3);
        const of = [cda, hprim, all - cda - hprim];
        counts[node['received']!] = all;
        FORMATS.forEach((format, f) => {
          const whole = of[f]!;
          const lost = part(whole, failed[generation]!, 4 + f);
          const stored = part(whole - lost, integrated[format][generation]!, 7 + f);
          counts[node[format]!] = whole;
          counts[nodes[f]![0]!] = stored;
          counts[nodes[f]![1]!] = whole - lost - stored;
          counts[nodes[f]![2]!] = lost;
        });
        if (rank > 0 && month >= reachable) counts[node['through_api']!] = part(all, api.share, 10);
        entry.put(i, rank, begin, to, operator);
      }
    }
  },
};

/** Share of what a mailbox receives that is structured CDA, by the release that reads it. */
function cdaShare(generation: string, month: number): number {
  const { cda, cda_rise } = formats;
  return logistic(cda[generation]! + cda_rise.gain * risen(cda_rise, month));
}

/** Month from which an actor's software goes through the interface of its operator. */
function apiFrom(key: number, id: number, operator: number): number {
  const from = operators[operator]!.lps_api_from;
  if (from === null || uniform(key, id, 1) >= api.uptake) return Infinity;
  return parseMonth(from) + api.lag * exponential(key, id, 2);
}

/** Operator of each actor's mailbox: by market share, those made for its kind more readily. */
function operatorChoice(seed: string, actors: Actors): (actor: number) => number {
  const key = keyOf(seed, 'operator');
  const shares = sectorIds.map((sector) => {
    const kind = practices[sector]!.barriers ? 'personal' : 'organisation';
    const weights = operators.map((o) => o.share * (o.focus === kind ? focus : 1));
    const total = weights.reduce((a, b) => a + b, 0);
    let sum = 0;
    return weights.map((weight) => (sum += weight / total));
  });
  return (actor) => {
    const draw = uniform(key, actors.id[actor]!);
    const found = shares[actors.sector[actor]!]!.findIndex((share) => draw < share);
    return found < 0 ? operators.length - 1 : found;
  };
}

const sum = (end: (typeof ENDS)[number]): string[] => FORMATS.map((format) => `${format}_${end}`);

/**
 * Messages received over MSSanté, by format and end; the operator is that of the mailbox. Declared
 * once a month.
 */
export const professionalMessages: StreamDeclaration = {
  name: 'professional_messages',
  book,
  sender: 's-mssante',
  detailed: true,
  monthly: true,
  counts: [
    'received',
    { name: 'integrated', of: sum('integrated') },
    { name: 'filed_by_hand', of: sum('filed') },
    { name: 'failed', of: sum('failed') },
    'through_api',
    ...FORMATS,
    ...FORMATS.map((format) => `${format}_integrated`),
  ],
  total: 'received',
  rows: receivers,
  daily: 0.86,
};

/** Rows of a month: one by generation that the actor of a mailbox ran. */
function receivers(world: WorldState, month: number): number {
  const { actors } = world;
  const since = mailboxDates(world);
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    if (since(i) < month + 0.5) rows += runs(actors, i, first, days).length;
  }
  return rows;
}
