import type { Series } from '@vigie/contract';
import { lagOf, type Lag } from '@vigie/contract/formulas';
import { curvesOf, historyStart, type Curves } from '../figure/curves.ts';
import type { Words } from '../figure/words.ts';
import { monthsBetween } from '../format/date.ts';

const valuesIn = (curves: Curves, id: string, months: readonly string[]): (number | null)[] =>
  months.map((month) => curves.get(id)?.get(month)?.value ?? null);

/** « 4 mois de retard sur la France » : said in words, also where it cannot be calculated. */
export function lagWords(lag: Lag, other: string, words: Words): string {
  switch (lag.kind) {
    case 'same':
      return words.lag_same({ other });
    case 'unknown':
      return words.lag_unknown({ other });
    default: {
      const months =
        lag.months === 1 ? words.lag_month() : words.lag_months({ count: String(lag.months) });
      const said = {
        behind: words.lag_behind,
        ahead: words.lag_ahead,
        behind_at_least: words.lag_behind_at_least,
        ahead_at_least: words.lag_ahead_at_least,
      }[lag.kind];
      return said({ months, other });
    }
  }
}

export interface LagInput {
  words: Words;
  answers: readonly Series[];
  month: string;
  own: { id: string; name: string };
  nation: { id: string };
  peers: readonly { id: string; name: string }[];
  /** « la région la plus avancée, Bretagne ». */
  leaderNamed: (name: string) => string;
}

export interface Lags {
  nation: { lag: Lag; text: string };
  /** The peer that is highest, and the lag behind it; null where the territory leads, or is hidden. */
  leader: { name: string; lag: Lag; text: string } | null;
  /** Whether it was compared with peers, none of which is further ahead. */
  leads: boolean;
}

/** How many months a territory is behind France and behind the first of its peers. */
export function lagsOf({ words, answers, month, own, nation, peers, leaderNamed }: LagInput): Lags {
  const curves = curvesOf(...answers.map((answer) => answer.rows));
  const first =
    [...(curves.get(nation.id)?.values() ?? [])]
      .filter((cell) => cell.value !== null)
      .map((cell) => cell.period)
      .sort()[0] ?? historyStart;
  const months = monthsBetween(first, month);
  const valuesOf = (id: string): (number | null)[] => valuesIn(curves, id, months);
  const values = valuesOf(own.id);
  if ((values.at(-1) ?? null) === null) {
    const lag: Lag = { kind: 'unknown' };
    return { nation: { lag, text: words.lag_unknown_own() }, leader: null, leads: false };
  }
  const toNation = lagOf(values, valuesOf(nation.id));
  const known = peers
    .map((peer) => ({ ...peer, value: valuesOf(peer.id).at(-1) ?? null }))
    .filter((peer): peer is typeof peer & { value: number } => peer.value !== null)
    .sort((a, b) => b.value - a.value || a.id.localeCompare(b.id));
  const [leader] = known;
  const text = lagWords(toNation, words.lag_nation(), words);
  if (leader === undefined || leader.id === own.id) {
    const leads = known.some(({ id }) => id !== own.id);
    return { nation: { lag: toNation, text }, leader: null, leads };
  }
  const lag = lagOf(values, valuesOf(leader.id));
  return {
    nation: { lag: toNation, text },
    leader: { name: leader.name, lag, text: lagWords(lag, leaderNamed(leader.name), words) },
    leads: false,
  };
}
