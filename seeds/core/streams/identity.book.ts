import { has, TRAITS } from '../actors/actors.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { identityRates } from '../calibration/identity.js';
import { leverIds } from '../levers/lever-ids.js';
import { hash, keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration } from '../tally/stream.js';
import { eachPractising } from './feeding.model.js';
import { modes, modesUsed, VERIFICATION } from './identity.modes.js';
import {
  CARD_NODES,
  cardsOf,
  CLICKS,
  createWriter,
  EVIDENCE,
  LATENCIES,
  LIBERAL,
  MISMATCHES,
  type Conduct,
} from './identity.outcome.js';
import { hasVisits, sumOf, visiting } from './visits.book.js';

const bit = (lever: string): number => 1 << leverIds.indexOf(lever);
const AUTOMATIC_CALL = bit('LEV-01');
const ONE_CLICK = bit('LEV-02');
const EXCEPTION_PROCEDURE = bit('LEV-06');
const STRUCTURE_CERTIFICATES = bit('LEV-10');

const { calls, fresh, registered, exception } = identityRates;
/** The exception procedure exists since then (causal rule 2). */
const EXCEPTION_FROM = parseMonth(exception.from);

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

/** Share of the patients seen qualified who become so in that very visit. */
function freshShare(sector: number, age: number): number {
  const { from, to, days } = freshRates[sector]!;
  return to + (from - to) * Math.exp(-age / days);
}
const freshRates = sectorIds.map((sector) => fresh[sector]);
