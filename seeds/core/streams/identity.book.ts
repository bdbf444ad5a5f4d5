import { nomenclature } from '@vigie/seeds/reference';
import { has, TRAITS, type Actors } from '../actors/actors.js';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { identityRates } from '../calibration/identity.js';
import { leverIds } from '../levers/lever-ids.js';
import { hash, keyOf, uniform } from '../random/hash.js';
import { deal } from '../tally/deal.js';
import type { BookDeclaration, NodeIndex } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { eachPractising } from './feeding.model.js';
import { risen } from './uptake.js';
import { hasVisits, sumOf, visiting } from './visits.book.js';

const words = (dimension: string): string[] => nomenclature(dimension).map(({ id }) => id);
const bit = (lever: string): number => 1 << leverIds.indexOf(lever);
const AUTOMATIC_CALL = bit('LEV-01');
const ONE_CLICK = bit('LEV-02');
const EXCEPTION_PROCEDURE = bit('LEV-06');
const STRUCTURE_CERTIFICATES = bit('LEV-10');

const { answers, latency, calls, fresh, outcome, registered, clicks, evidence, exception, cards } =
  identityRates;
const { datamatrix, modes: modeRates } = identityRates;
const modes = words('insi_mode');
const VERIFICATION = modes.indexOf('verification');
const DATAMATRIX = modes.indexOf('datamatrix');
const VITALE = modes.indexOf('vitale');
const TRAITS_MODE = modes.indexOf('traits');
/** How long a call takes: each has one. */
export const LATENCIES = words('insi_latency');
/** Gaps between traits: each mismatched identity has one. */
export const MISMATCHES = words('ins_mismatch');
/** Clicks that a qualification took: each has one. */
export const CLICKS = words('ins_clicks');
/** Evidence on paper or screen; the exception procedure takes none. */
export const EVIDENCE = words('ins_evidence').filter((id) => id !== 'exception');
const CARDS = ['cps', 'cpe_nominative', 'certificate'] as const;
const CARD_NODES = CARDS.map((card) => `${card}_on_evidence`);

/** The exception procedure exists since then (causal rule 2). */
export const EXCEPTION_FROM = parseMonth(exception.from);
const LIBERAL = sectorIds.indexOf(exception.sector);

const list = (names: readonly string[]) => names.map((name) => ({ name }));

/**
 * Calls of the INSi teleservice and what they lead to (causal rule 2): an identity is qualified only
 * among the calls that answered one without a gap, on evidence or by the exception procedure, which
 * takes the professional's own CPS. Identities entered without a call are apart.
 */
export const identity: BookDeclaration = {
  name: 'identity',
  envelope: 'actor',
  dimensions: [{ name: 'mode', words: modes }],
  counts: [
    {
      name: 'called',
      parts: [
        list(['automatic', 'blocking']),
        [
          {
            name: 'one',
            parts: [
              [
                {
                  name: 'qualified',
                  parts: [
                    [
                      { name: 'exception' },
                      {
                        name: 'on_evidence',
                        parts: [list(EVIDENCE), list(CARD_NODES)],
                      },
                    ],
                    list(CLICKS),
                  ],
                },
                { name: 'mismatched', parts: [list(MISMATCHES)] },
                { name: 'retrieved' },
              ],
            ],
          },
          ...list(['none', 'several', 'technical']),
        ],
        list(LATENCIES),
      ],
    },
    { name: 'registered', parts: [list(['validated', 'provisional'])] },
  ],
  draw(world, month, entry, node) {
    const { actors, levers, seed } = world;
    const key = keyOf(seed, 'identity');
    const modesOf = modesUsed(world, month);
    const book = world.book(visiting, month);
    const sums = ['visits', 'known', 'qualified'].map((name) => sumOf(world, book, name));
    const [visitsOf, knownOf, readyOf] = sums as [Sum, Sum, Sum];
    const first = firstDay(month);
    const { counts } = entry;
    const write = createWriter(counts, node);
    eachPractising(world, month, ({ actor: i, g, from, to, age }) => {
      const sector = actors.sector[i]!;
      const visits = hasVisits(sector) ? visitsOf(i, g + 1) : 0;
      if (visits === 0) return;
      const id = actors.id[i]!;
      const known = knownOf(i, g + 1);
      const ready = readyOf(i, g + 1);
      const luck = (n: number): number => uniform(key, id, month, 512 * g + n);
      const reached = levers.reached(i, first + from);
      const isAutomatic = (reached & AUTOMATIC_CALL) !== 0;
      const isExceptional =
        sector === LIBERAL && month >= EXCEPTION_FROM && (reached & EXCEPTION_PROCEDURE) !== 0;
      const target = Math.floor(ready * freshShare(sector, age) + luck(0) * Math.min(1, ready));
      const wanted = isAutomatic
        ? Math.max(visits * calls.automatic.share, target)
        : target * calls.manual.per_new + visits * calls.manual.idle;
      const conduct: Conduct = {
        automatic: isAutomatic ? calls.automatic.of_calls : 0,
        blocking: isAutomatic ? calls.automatic.blocking : calls.manual.blocking,
        unsettled: isAutomatic ? 1 - (ready - target) / visits : calls.manual.unsettled,
        oneClick: (reached & ONE_CLICK) !== 0,
        slow: has(actors, i, TRAITS.oldComputer),
        exception: isExceptional ? exception.share : 0,
        cards: cardsOf(actors, i, (reached & STRUCTURE_CERTIFICATES) !== 0),
      };
      const left = { due: target, known };
      const { main, shares, verifies } = modesOf(i);
      const luckOf =
        (mode: number) =>
        (n: number): number =>
          luck(64 * (mode + 1) + n);
      shares.forEach((share, mode) => {
        if (share === 0) return;
        const at = luckOf(mode);
        const due = mode === main ? left.due : Math.floor(target * share + at(1));
        write(mode, Math.floor(wanted * share + at(0)), Math.min(left.due, due), left, conduct, at);
        if (mode === main) {
          const ratio = isAutomatic ? registered.automatic : registered.manual;
          const entered = Math.floor(
            (visits - known) * ratio + luck(1) * Math.min(1, visits - known),
          );
          const checked = Math.min(entered, Math.floor(entered * registered.validated + luck(2)));
          counts[node['registered']!] = entered;
          counts[node['validated']!] = checked;
          counts[node['provisional']!] = entered - checked;
        }
        entry.put(i, g + 1, from, to, mode);
      });
      if (verifies) {
        const day = from + (hash(key, id, 3) % (to - from + 1));
        const at = luckOf(VERIFICATION);
        const automatic = sector === LIBERAL ? conduct.automatic : 1;
        const batch = { ...conduct, automatic, unsettled: 0 };
        const share = (calls.verified * (to - from + 1)) / 31;
        write(VERIFICATION, Math.floor(ready * share + at(0)), 0, left, batch, at);
        entry.put(i, g + 1, day, day, VERIFICATION);
      }
    });
  },
};

type Sum = (actor: number, rank: number) => number;
type Luck = (n: number) => number;

/** How an actor calls and qualifies in a month: shares. */
interface Conduct {
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

/** Share of the patients seen qualified who become so in that very visit. */
function freshShare(sector: number, age: number): number {
  const { from, to, days } = freshRates[sector]!;
  return to + (from - to) * Math.exp(-age / days);
}
const freshRates = sectorIds.map((sector) => fresh[sector]);

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
function createWriter(counts: Int32Array, node: NodeIndex) {
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
function cardsOf(actors: Actors, actor: number, certified: boolean): Weights {
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
function modesUsed({ actors, seed }: WorldState, month: number): (actor: number) => Modes {
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
