import { nomenclature } from '@vigie/seeds/reference';
import { has, TRAITS, type Actors } from '../actors/actors.js';
import { sectorIds } from '../actors/territory.js';
import { identityRates } from '../calibration/identity.js';
import { deal } from '../tally/deal.js';
import type { NodeIndex } from '../tally/stream.js';
import { modes, VERIFICATION } from './identity.modes.js';

const { answers, latency, outcome, clicks, evidence, exception, cards } = identityRates;
const words = (dimension: string): string[] => nomenclature(dimension).map(({ id }) => id);

/** How long a call takes: each has one. */
export const LATENCIES = words('insi_latency');
/** Gaps between traits: each mismatched identity has one. */
export const MISMATCHES = words('ins_mismatch');
/** Clicks that a qualification took: each has one. */
export const CLICKS = words('ins_clicks');
/** Evidence on paper or screen; the exception procedure takes none. */
export const EVIDENCE = words('ins_evidence').filter((id) => id !== 'exception');
const CARDS = ['cps', 'cpe_nominative', 'certificate'] as const;
/** Whose card qualified on evidence. */
export const CARD_NODES = CARDS.map((card) => `${card}_on_evidence`);
/** Sector of the professionals who have cards of their own and the exception procedure. */
export const LIBERAL = sectorIds.indexOf(exception.sector);

/** Draws by their number, each from 0 to 1. */
type Luck = (n: number) => number;

/** How an actor calls and qualifies in a month: shares. */
export interface Conduct {
  readonly automatic: number;
  /** Of the calls that someone makes. */
  readonly blocking: number;
  /** Of the identities found, those not qualified yet. */
  readonly unsettled: number;
  readonly oneClick: boolean;
  readonly slow: boolean;
  /** Of the qualifications. */
  readonly exception: number;
  /** Weights of CARDS among the qualifications on evidence. */
  readonly cards: Weights;
}

/** Weights that `deal` takes, and their sum: integers. */
interface Weights {
  readonly values: Int32Array;
  readonly sum: number;
}
function weighted(shares: readonly number[]): Weights {
  const values = Int32Array.from(shares, (share) => Math.round(1e4 * share));
  return { values, sum: values.reduce((a, b) => a + b, 0) };
}

const answerRates = modes.map((mode) => answers[mode]!);
const latencyWeights = [1, latency.old_computer].map((slowness) =>
  modes.map((mode) =>
    weighted(latency.modes[mode]!.map((share, n) => (n < 2 ? share : share * slowness))),
  ),
);
const mismatchWeights = weighted(MISMATCHES.map((id) => outcome.mismatches[id]!));
const clickWeights = { one: weighted(clicks.one_click), before: weighted(clicks.before) };
const evidenceWeights = weighted(EVIDENCE.map((id) => evidence.shares[id]!));

/**
 * Fills the counts of one way of calling.
 * @returns the writer: `due` qualifications among `called` calls, as many as the answers allow,
 * taken from what is left to qualify and from the known patients left for the exception procedure
 */
export function createWriter(counts: Int32Array, node: NodeIndex) {
  const parts = new Int32Array(8);
  const places = (names: readonly string[]): readonly number[] => names.map((name) => node[name]!);
  const dealOut = (at: readonly number[], count: number, weights: Weights, start: number): void => {
    if (count === 0) return;
    deal(count, weights.values, weights.sum, start, parts);
    for (let n = 0; n < at.length; n++) counts[at[n]!] = parts[n]!;
  };
  const latencies = places(LATENCIES);
  const mismatches = places(MISMATCHES);
  const clicked = places(CLICKS);
  const evidences = places(EVIDENCE);
  const carded = places(CARD_NODES);
  return (
    mode: number,
    called: number,
    due: number,
    left: { due: number; known: number },
    conduct: Conduct,
    luck: Luck,
  ): void => {
    const part = (whole: number, share: number, n: number): number =>
      whole === 0 || share === 0 ? 0 : Math.min(whole, Math.floor(whole * share + luck(n)));
    const failed = answerRates[mode]!;
    const technical = part(called, failed.technical, 2);
    const none = part(called - technical, failed.none, 3);
    const several = part(called - technical - none, failed.several, 4);
    const one = called - technical - none - several;
    const automatic = part(called, conduct.automatic, 5);
    const unsettled = part(one, conduct.unsettled, 6);
    const gap = conduct.oneClick ? outcome.mismatch_sentinelle : outcome.mismatch;
    const mismatched =
      mode === VERIFICATION ? part(one, outcome.verification_mismatch, 7) : part(unsettled, gap, 7);
    const concordant = Math.max(0, unsettled - mismatched);
    const qualified = Math.min(due, concordant);
    const exception = Math.min(left.known, part(qualified, conduct.exception, 9));
    left.due -= qualified;
    left.known -= exception;
    counts[node['called']!] = called;
    counts[node['automatic']!] = automatic;
    counts[node['blocking']!] = part(called - automatic, conduct.blocking, 8);
    counts[node['one']!] = one;
    counts[node['none']!] = none;
    counts[node['several']!] = several;
    counts[node['technical']!] = technical;
    counts[node['mismatched']!] = mismatched;
    counts[node['qualified']!] = qualified;
    counts[node['retrieved']!] = part(concordant - qualified, outcome.retrieved, 10);
    counts[node['exception']!] = exception;
    counts[node['on_evidence']!] = qualified - exception;
    dealOut(latencies, called, latencyWeights[conduct.slow ? 1 : 0]![mode]!, luck(11));
    dealOut(mismatches, mismatched, mismatchWeights, luck(12));
    dealOut(
      clicked,
      qualified,
      conduct.oneClick ? clickWeights.one : clickWeights.before,
      luck(13),
    );
    dealOut(evidences, qualified - exception, evidenceWeights, luck(14));
    dealOut(carded, qualified - exception, conduct.cards, luck(15));
  };
}

/** Whose card qualifies on evidence: never an anonymous CPE. */
export function cardsOf(actors: Actors, actor: number, certified: boolean): Weights {
  if (actors.sector[actor] !== LIBERAL) return STRUCTURE_CARDS;
  const delegates =
    has(actors, actor, TRAITS.secretary) && has(actors, actor, TRAITS.nominativeCpe);
  return liberalCards[(delegates ? 1 : 0) + (certified ? 2 : 0)]!;
}
const STRUCTURE_CARDS = weighted(CARDS.map((card) => cards.structures[card]));
const liberalCards = [0, cards.certificate].flatMap((certificate) =>
  [0, cards.delegated].map((delegated) =>
    weighted([(1 - delegated) * (1 - certificate), delegated, (1 - delegated) * certificate]),
  ),
);
