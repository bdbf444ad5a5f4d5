import { nomenclature } from '@vigie/seeds/reference';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay } from '../calendar.js';
import { identityRates } from '../calibration/identity.js';
import { keyOf, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { risen } from './uptake.js';
import { hasVisits } from './visits.book.js';

const { datamatrix, modes: modeRates } = identityRates;
/** Ways of calling, in the order of the reference. */
export const modes = nomenclature('insi_mode').map(({ id }) => id);
/** The mode of the monthly batch over the identities held. */
export const VERIFICATION = modes.indexOf('verification');
const DATAMATRIX = modes.indexOf('datamatrix');
const VITALE = modes.indexOf('vitale');
const TRAITS_MODE = modes.indexOf('traits');

/** Ways in which an actor calls in a month. */
interface Modes {
  /** Shares of its calls by mode, verification aside. */
  readonly shares: readonly number[];
  /** The mode of most. */
  readonly main: number;
  /** Whether it verifies the identities it holds, once a month. */
  readonly verifies: boolean;
}

/** The modes of each actor: a stable choice, which the Datamatrix wins over as it spreads. */
export function modesUsed({ actors, seed }: WorldState, month: number): (actor: number) => Modes {
  const key = keyOf(seed, 'insi-mode');
  const only = modes.map((_, chosen) => modes.map((_mode, m) => (m === chosen ? 1 : 0)));
  const bySector = sectorIds.map((sector) => {
    const own = modeRates[sector];
    if (!own) return undefined;
    const scanned = own.datamatrix * risen(datamatrix, month);
    const shares = modes.map(() => 0);
    shares[VITALE] = 1 - own.traits - scanned;
    shares[TRAITS_MODE] = own.traits;
    shares[DATAMATRIX] = scanned;
    return { ...own, scanned, shares };
  });
  return (i) => {
    const own = bySector[actors.sector[i]!]!;
    const id = actors.id[i]!;
    const verifies = uniform(key, id, 1) < own.verifies;
    if (uniform(key, id, 2) < own.mixed) return { shares: own.shares, main: VITALE, verifies };
    const choice = uniform(key, id);
    const isOther = choice < own.traits + own.scanned;
    const main = choice < own.traits ? TRAITS_MODE : isOther ? DATAMATRIX : VITALE;
    return { shares: only[main]!, main, verifies };
  };
}

/** Rows of the calls in a month: one by actor, generation that it ran and mode. */
export function countCalls(world: WorldState, month: number): number {
  const { actors } = world;
  const modesOf = modesUsed(world, month);
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    if (!hasVisits(actors.sector[i]!)) continue;
    const equipped = runs(actors, i, first, days).filter(({ rank }) => rank > 0).length;
    if (equipped === 0) continue;
    const { shares, verifies } = modesOf(i);
    rows += equipped * (shares.filter((share) => share > 0).length + (verifies ? 1 : 0));
  }
  return 0.97 * rows;
}
