import { professions } from '@vigie/seeds/reference';
import { has, TRAITS } from '../actors/actors.js';
import { regionIndex, regions, sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { leverIds } from '../levers/lever-ids.js';
import type { Levers } from '../levers/levers.js';
import { keyOf, normal } from '../random/hash.js';
import { fedDocuments } from '../streams/fed-curve.js';
import { createProfileMonths, type ProfileMonths } from '../streams/profile-months.js';
import type { BookWriter } from '../tally/book.js';
import type { BookDeclaration, NodeIndex } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import type { WorldSettings } from '../world.js';
import { SENTINELLE_LEVERS } from './rule.js';

type Mutate = NonNullable<WorldSettings['mutate']>;

/** A core that breaks one rule on purpose. */
export interface Mutant {
  /** Name of the rule that it breaks. */
  readonly breaks: string;
  /** How. */
  readonly by: string;
  /** A month in which the rule is to be seen broken. */
  readonly month: string;
  readonly mutate: Mutate;
}

/** An entry about to be written, by the names of its counts and stocks. */
interface Entry {
  readonly world: WorldState;
  readonly month: number;
  readonly subject: number;
  readonly generation: number;
  /** Words of the dimensions. */
  readonly words: Readonly<Record<string, string>>;
  /** Days of the entry, from 0. */
  readonly from: number;
  readonly to: number;
  get(name: string): number;
  add(name: string, count: number): void;
  /** Moves all of a count, or some of it, into others. */
  move(count: string, into: readonly string[], most?: number): void;
  scale(factor: number): void;
}

/** What a mutant changes in where an entry stands. */
interface Place {
  readonly generation?: number;
  readonly from?: number;
  readonly words?: Readonly<Record<string, string>>;
}

/** Changes the counts of an entry; what is returned moves it. */
type Change = (entry: Entry) => unknown;

/** Changes the entries of a book as they are written. */
function changing(name: string, change: Change): Mutate {
  return (book) =>
    book.name !== name
      ? book
      : {
          ...book,
          draw(world, month, entry, node) {
            book.draw(world, month, changed(book, world, month, entry, node, change), node);
          },
        };
}

function changed(
  { dimensions, stocks = [] }: BookDeclaration,
  world: WorldState,
  month: number,
  writer: BookWriter,
  node: NodeIndex,
  change: Change,
): BookWriter {
  const { counts, stocks: levels } = writer;
  const of = (name: string): [Int32Array, number] => {
    const at = node[name];
    if (at === undefined) throw new Error(`No count is called ${name}.`);
    return [stocks.includes(name) ? levels : counts, at];
  };
  const get = (name: string): number => {
    const [column, at] = of(name);
    return column[at]!;
  };
  const add = (name: string, count: number): void => {
    const [column, at] = of(name);
    column[at]! += count;
  };
  return {
    counts,
    stocks: levels,
    put(subject, generation, from, to, ...codes) {
      const words = Object.fromEntries(
        dimensions.map((dimension, d) => [dimension.name, dimension.words[codes[d]!]!]),
      );
      const move = (name: string, into: readonly string[], most = Infinity): void => {
        const count = Math.min(most, get(name));
        add(name, -count);
        for (const other of into) add(other, count);
      };
      const scale = (factor: number): void => {
        for (let n = 0; n < counts.length; n++) counts[n] = Math.round(factor * counts[n]!);
      };
      const position = { world, month, subject, generation, words, from, to };
      const entry = { ...position, get, add, move, scale };
      const place = (change(entry) ?? {}) as Place;
      const moved = dimensions.map((dimension, d) => {
        const word = place.words?.[dimension.name];
        return word === undefined ? codes[d]! : dimension.words.indexOf(word);
      });
      writer.put(subject, place.generation ?? generation, place.from ?? from, to, ...moved);
    },
  };
}

/** Draws a book in another world than its own. */
function drawnIn(name: string, other: (world: WorldState, month: number) => WorldState): Mutate {
  return (book) =>
    book.name !== name
      ? book
      : {
          ...book,
          draw(world, month, entry, node) {
            book.draw(other(world, month), month, entry, node);
          },
        };
}

/** Has the actors of a sector send within some days of a month, on top of the rest, a share of its month. */
function adding(
  name: string,
  sector: number,
  month: string,
  days: readonly [number, number],
  share: number,
): Mutate {
  return (book) =>
    book.name !== name
      ? book
      : {
          ...book,
          draw(world, at, entry, node) {
            const put: BookWriter['put'] = (subject, generation, from, to, ...codes) => {
              const more = entry.counts.map((count) => Math.round(share * count));
              entry.put(subject, generation, from, to, ...codes);
              if (at !== parseMonth(month) || world.actors.sector[subject] !== sector) return;
              if (from > days[0] || to < days[1]) return;
              entry.counts.set(more);
              entry.put(subject, generation, ...days, ...codes);
            };
            book.draw(world, at, { ...entry, put }, node);
          },
        };
}

const paths = new WeakMap<WorldState, ProfileMonths>();

/** Draws the profiles along another curve of the documents fed. */
function profilesFedBy(curve: (world: WorldState, month: number) => number): Mutate {
  return drawnIn('profiles', (world) => {
    let profiles = paths.get(world);
    if (!profiles) {
      profiles = createProfileMonths(world.seed, (month) => curve(world, month));
      paths.set(world, profiles);
    }
    return { ...world, profiles };
  });
}

const DEADLINE = parseMonth('2023-12');

const LIBERAL = sectorIds.indexOf('mdv');
const STRUCTURES = ['hopital', 'biologie', 'imagerie'].map((id) => sectorIds.indexOf(id));
const DOCTOR = professions.findIndex(({ id }) => id === '10');
const CAPITAL = regions.findIndex(({ id }) => id === 'REG-11');
const VSM = '60591-5';

const bit = (lever: string): number => 1 << leverIds.indexOf(lever);
const sentinelle = SENTINELLE_LEVERS.reduce((bits, lever) => bits | bit(lever), 0);

const sectorOf = ({ world, subject }: Entry): number => world.actors.sector[subject]!;
const isStructure = (entry: Entry): boolean => STRUCTURES.includes(sectorOf(entry));
/** Whether a lever has reached the actor of an entry, as the core sees it. */
const isReached = ({ world, subject, month, from, to }: Entry, lever: string): boolean =>
  (world.levers.reached(subject, Math.floor(firstDay(month) + (from + to) / 2)) & bit(lever)) !== 0;

/** Gives back to withheld documents what some reason withheld, as attempts with an end. */
function attempt(entry: Entry, reason: string, end: readonly string[]): void {
  entry.add('withheld', -entry.get(reason));
  entry.move(reason, ['attempted', ...end]);
}

/** Draws a book with other levers. */
const withLevers = (
  name: string,
  change: (levers: Levers, world: WorldState) => Partial<Levers>,
): Mutate =>
  drawnIn(name, (world) => ({
    ...world,
    levers: { ...world.levers, ...change(world.levers, world) },
  }));

/** At least one mutant for each rule, in their order. */
export const mutants: readonly Mutant[] = [
  {
    breaks: 'a document is fed by a Ségur release that its actor runs on that day',
    by: 'sends under a release that the actor does not run yet',
    month: '2024-03',
    mutate: changing('feeding', (entry) =>
      entry.generation === 1 && sectorOf(entry) === LIBERAL ? { generation: 3 } : undefined,
    ),
  },
  {
    breaks: 'a document is fed by a Ségur release that its actor runs on that day',
    by: 'sends from the first of the month of an installation',
    month: '2023-01',
    mutate: changing('feeding', () => ({ from: 0 })),
  },
  {
    breaks: 'nothing is attempted while the module is off, and what is produced is withheld for it',
    by: 'sends with the module off',
    month: '2024-03',
    mutate: changing('feeding', (entry) => attempt(entry, 'module_off', ['accepted'])),
  },
  {
    breaks: 'nothing is attempted while the module is off, and what is produced is withheld for it',
    by: 'names the user where the module is off',
    month: '2024-03',
    mutate: changing('feeding', (entry) => entry.move('module_off', ['user'])),
  },
  {
    breaks:
      'since January 2023 no more is attempted than what is about patients whose INS is qualified',
    by: 'sends under an INS that is not qualified',
    month: '2023-01',
    mutate: changing('feeding', (entry) => attempt(entry, 'ins_not_qualified', ['accepted'])),
  },
  {
    breaks:
      'since January 2023 no more is attempted than what is about patients whose INS is qualified',
    by: 'qualifies nobody',
    month: '2024-03',
    mutate: changing('visiting', unqualify),
  },
  {
    breaks: 'the INS withholds from January 2023 on, the end of the tolerance, and not before',
    by: 'ends the tolerance a month early',
    month: '2022-12',
    mutate: changing('feeding', (entry) => entry.move('user', ['ins_not_qualified'])),
  },
  {
    breaks: 'the INS withholds from January 2023 on, the end of the tolerance, and not before',
    by: 'goes on with the tolerance',
    month: '2023-01',
    mutate: changing('feeding', (entry) => entry.move('ins_not_qualified', ['user'])),
  },
  {
    breaks:
      'what may not be sent is withheld and never rejected: each document has one end and one reason',
    by: 'has the DMP reject what has no qualified INS',
    month: '2023-01',
    mutate: changing('feeding', (entry) =>
      attempt(entry, 'ins_not_qualified', ['rejected', 'patient']),
    ),
  },
  {
    breaks:
      'what may not be sent is withheld and never rejected: each document has one end and one reason',
    by: 'forgets what is withheld for an opposition',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      entry.add('withheld', -entry.get('patient_opposition'));
      entry.move('patient_opposition', []);
    }),
  },
  {
    breaks: 'no more identities are qualified, on any day, than calls have answered with one',
    by: 'qualifies those whom the calls did not find',
    month: '2024-03',
    mutate: changing('identity', (entry) => entry.move('one', ['none'])),
  },
  {
    breaks:
      'an identity is qualified on evidence or by the exception procedure, under a card that names who did it',
    by: 'qualifies under an anonymous card',
    month: '2024-03',
    mutate: changing('identity', (entry) => entry.move('cps_on_evidence', [])),
  },
  {
    breaks:
      'an identity is qualified on evidence or by the exception procedure, under a card that names who did it',
    by: 'qualifies without evidence',
    month: '2024-03',
    mutate: changing('identity', (entry) => entry.move('cni', [])),
  },
  {
    breaks:
      'the exception procedure is for liberal professionals since September 2023, with their CPS and for patients they know',
    by: 'opens it before September 2023',
    month: '2023-06',
    mutate: changing('identity', exceptional),
  },
  {
    breaks:
      'the exception procedure is for liberal professionals since September 2023, with their CPS and for patients they know',
    by: 'opens it to structures',
    month: '2024-03',
    mutate: changing('identity', (entry) => isStructure(entry) && exceptional(entry)),
  },
  {
    breaks:
      'the exception procedure is for liberal professionals since September 2023, with their CPS and for patients they know',
    by: 'opens it to whoever is called about',
    month: '2024-03',
    mutate: changing('identity', (entry) =>
      sectorOf(entry) === LIBERAL ? entry.add('exception', entry.get('called')) : undefined,
    ),
  },
  {
    breaks:
      'documents are rejected for a closed profile about as often as patients have opposed theirs',
    by: 'blames the network for a closed profile',
    month: '2024-03',
    mutate: changing('feeding', (entry) => entry.move('closed', ['network'])),
  },
  {
    breaks: 'a document is accepted only where a profile is open',
    by: 'sends before the department opens',
    month: '2022-02',
    mutate: changing('feeding', (entry) => attempt(entry, 'user', ['accepted'])),
  },
  {
    breaks: 'a document is accepted only where a profile is open',
    by: 'accepts in a department without a profile',
    month: '2024-03',
    mutate: changing('profiles', (entry) => entry.subject < 20 && entry.move('open_stock', [])),
  },
  {
    breaks: 'a profile accepts as well whether activated or not',
    by: 'rejects the documents of profiles that are not activated',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const { world, month, subject } = entry;
      const share = activatedShare(world, month, world.actors.department[subject]!);
      const lost = Math.round(entry.get('accepted') * (1 - share));
      entry.move('accepted', ['rejected', 'no_profile'], lost);
    }),
  },
  {
    breaks: 'no more profiles are activated than open, on any day',
    by: 'activates profiles that are not open, for good',
    month: '2024-03',
    mutate: changing('profiles', (entry) => entry.add('activated_stock', entry.get('open_stock'))),
  },
  {
    breaks: 'no more profiles are activated than open, on any day',
    by: 'activates more profiles in a month than there are',
    month: '2024-03',
    mutate: changing('profiles', (entry) => entry.add('activated', entry.get('open_stock'))),
  },
  {
    breaks: 'an activated profile stays so until it is closed',
    by: 'lets an activation lapse',
    month: '2024-03',
    mutate: changing('profiles', (entry) =>
      entry.add(
        'activated_stock',
        entry.month % 2 ? -Math.round(entry.get('activated_stock') / 9) : 0,
      ),
    ),
  },
  {
    breaks: 'fewer documents fed make fewer activations',
    by: 'activates whatever is fed',
    month: '2024-11',
    mutate: profilesFedBy(() => 8e6),
  },
  {
    breaks: 'fewer documents fed make fewer activations',
    by: 'activates less where more is fed',
    month: '2024-11',
    mutate: profilesFedBy((world, month) => 3e7 - fedDocuments(world, month)),
  },
  {
    breaks: 'a Sentinelle release leaves what is produced unchanged, actor by actor',
    by: 'produces more where clicks are spared',
    month: '2024-03',
    mutate: changing('feeding', (entry) => isReached(entry, 'LEV-04') && entry.scale(2)),
  },
  {
    breaks:
      'a Sentinelle release lifts the share attempted of each actor that runs one, and of no other',
    by: 'keeps the barriers that Sentinelle clears',
    month: '2024-03',
    mutate: withLevers('feeding', (levers) => ({
      reached: (actor, day) => levers.reached(actor, day) & ~sentinelle,
    })),
  },
  {
    breaks:
      'a Sentinelle release lifts the share attempted of each actor that runs one, and of no other',
    by: 'clears them a year before the release',
    month: '2023-04',
    mutate: withLevers('feeding', (levers) => ({
      reached: (actor, day) => levers.reached(actor, day + 365),
    })),
  },
  {
    breaks: 'a Sentinelle release hardly moves what is accepted of the attempts',
    by: 'has more documents rejected as more are sent without a look',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const lost = isReached(entry, 'LEV-04') ? Math.floor(entry.get('accepted') / 3) : 0;
      entry.move('accepted', ['rejected', 'metadata'], lost);
    }),
  },
  {
    breaks:
      'the doctors who run a Sentinelle release attempt about six times what they would without its levers',
    by: 'spares no click',
    month: '2024-03',
    mutate: withLevers('feeding', (levers) => ({
      reached: (actor, day) => levers.reached(actor, day) & ~bit('LEV-04'),
    })),
  },
  {
    breaks: 'who sent has qualified an INS, who qualified has installed, who installed has ordered',
    by: 'installs without an order',
    month: '2024-03',
    mutate: changing('roster', (entry) => entry.move('ordered', [])),
  },
  {
    breaks: 'who sent has qualified an INS, who qualified has installed, who installed has ordered',
    by: 'sends without a qualified INS',
    month: '2024-03',
    mutate: changing('visiting', unqualify),
  },
  {
    breaks:
      'difficulties that Sentinelle clears stop being reported no later than its doctors feed more',
    by: 'goes on reporting for four months what the release has cleared',
    month: '2023-11',
    mutate: withLevers('difficulty_reports', (levers) => ({
      reached: (actor, day) => levers.reached(actor, day - 120),
      reachedOn: (lever, actor) => levers.reachedOn(lever, actor) + 120,
    })),
  },
  {
    breaks: 'before LEV-05 a prescription is withheld where its module fails',
    by: 'sends what the module has failed',
    month: '2024-03',
    mutate: changing('feeding', (entry) => attempt(entry, 'prescription_module', ['accepted'])),
  },
  {
    breaks: 'from the release that carries LEV-05 on no prescription is withheld for its module',
    by: 'goes on withholding what the module has failed',
    month: '2024-11',
    mutate: changing('feeding', (entry) => {
      const blocked = isReached(entry, 'LEV-05') ? entry.get('module_failed') : 0;
      entry.move('user', ['prescription_module'], blocked);
    }),
  },
  {
    breaks:
      'only an actor with a Ségur release and a patient whose INS is qualified writes to a patient',
    by: 'writes without a Ségur release',
    month: '2025-03',
    mutate: changing('patient_messages', () => ({ generation: 0 })),
  },
  {
    breaks:
      'only an actor with a Ségur release and a patient whose INS is qualified writes to a patient',
    by: 'writes without a qualified INS',
    month: '2025-03',
    mutate: changing('visiting', unqualify),
  },
  {
    breaks: 'a message to a patient who has opposed the profile bounces',
    by: 'delivers to opposed profiles',
    month: '2025-12',
    mutate: changing('patient_messages', (entry) => entry.move('bounced', ['delivered'])),
  },
  {
    breaks:
      'a message to an open profile that is not activated waits, and to an activated one is delivered',
    by: 'delivers whether activated or not',
    month: '2025-12',
    mutate: changing('patient_messages', (entry) => entry.move('pending', ['delivered'])),
  },
  {
    breaks:
      'a message is bounced, waiting or delivered, read once delivered, answered once read, closed once answered',
    by: 'has patients answer what they have not read',
    month: '2025-12',
    mutate: changing('patient_messages', (entry) =>
      entry.add('replied', entry.get('read') - entry.get('replied') + 1),
    ),
  },
  {
    breaks:
      'a message is bounced, waiting or delivered, read once delivered, answered once read, closed once answered',
    by: 'has patients write first',
    month: '2025-12',
    mutate: changing('patient_messages', (entry) => entry.move('bounced', [])),
  },
  {
    breaks:
      'the record is read without opposition before 15 September 2024 and with consent from then on, save in an emergency',
    by: 'goes on without consent',
    month: '2024-10',
    mutate: changing('consultations', ({ words }) =>
      words['legal_basis'] === 'consent' ? { words: { legal_basis: 'non_opposition' } } : undefined,
    ),
  },
  {
    breaks: 'the record is read from within the software under a Ségur wave 2 release only',
    by: 'opens the record within Sentinelle',
    month: '2025-06',
    mutate: changing('consultations', ({ generation, words }) =>
      generation === 2 && words['mode'] === 'normal'
        ? { words: { access: 'integrated' } }
        : undefined,
    ),
  },
  {
    breaks:
      'each request is performed or denied: the blocked are denied, and a first access is one performed',
    by: 'lets in those who are blocked',
    month: '2025-06',
    mutate: changing('consultations', (entry) => entry.move('denied_blocked', ['performed'])),
  },
  {
    breaks:
      'each request is performed or denied: the blocked are denied, and a first access is one performed',
    by: 'notifies a first access to who was denied',
    month: '2025-06',
    mutate: changing('consultations', (entry) =>
      entry.add('first_access', entry.get('requested') - entry.get('first_access')),
    ),
  },
  {
    breaks:
      'the matrix denies other professions than physicians, and an emergency is denied for neither matrix nor consent',
    by: 'has no matrix',
    month: '2025-12',
    mutate: changing('consultations', (entry) => entry.move('denied_matrix', ['performed'])),
  },
  {
    breaks:
      'the matrix denies other professions than physicians, and an emergency is denied for neither matrix nor consent',
    by: 'denies physicians',
    month: '2025-12',
    mutate: changing('consultations', (entry) => {
      if (entry.world.actors.profession[entry.subject] !== DOCTOR) return;
      entry.move('denied_closed', ['denied_matrix']);
    }),
  },
  {
    breaks:
      'the matrix denies other professions than physicians, and an emergency is denied for neither matrix nor consent',
    by: 'asks for consent in an emergency',
    month: '2025-12',
    mutate: changing('consultations', (entry) => {
      if (entry.words['mode'] !== 'normal') entry.move('performed', ['denied_consent']);
    }),
  },
  {
    breaks:
      'hospitals, laboratories and imaging meet no barrier: the levers of Sentinelle do not move them',
    by: 'has structures click as a doctor does',
    month: '2024-03',
    mutate: drawnIn('feeding', clicking),
  },
  {
    breaks:
      'hospitals, laboratories and imaging meet no barrier: the levers of Sentinelle do not move them',
    by: 'has structures look for their card',
    month: '2024-03',
    mutate: changing('feeding', (entry) => isStructure(entry) && entry.move('user', ['no_card'])),
  },
  {
    breaks: 'a structure that keeps its release sends the same share from one month to the next',
    by: 'has structures send every other month',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      if (!isStructure(entry) || entry.month % 2 === 0) return;
      entry.move('accepted', ['withheld', 'user']);
      entry.add('attempted', entry.get('rejected') - entry.get('attempted'));
    }),
  },
  {
    breaks: 'the strike of November 2024 lowers the days of biology, and of biology alone',
    by: 'makes up for the strike while it lasts',
    month: '2024-11',
    mutate: adding('feeding', sectorIds.indexOf('biologie'), '2024-11', [10, 23], 0.23),
  },
  {
    breaks: 'a medical summary is its treating physician’s',
    by: 'has others write them',
    month: '2024-03',
    mutate: changing('feeding', ({ world, subject, words }) =>
      words['document_type'] === '11488-4' && !has(world.actors, subject, TRAITS.generalPractice)
        ? { words: { document_type: VSM } }
        : undefined,
    ),
  },
  {
    breaks: 'medical summaries concentrate in the months before the deadline of 31 December 2023',
    by: 'has as many written after the deadline',
    month: '2024-11',
    mutate: changing('feeding', (entry) => {
      if (entry.words['document_type'] === VSM && entry.month !== DEADLINE) entry.scale(5);
    }),
  },
  {
    breaks: 'who sees more of what is tried fail reports more',
    by: 'has those report who try little',
    month: '2023-08',
    mutate: drawnIn('difficulty_reports', (world) => ({
      ...world,
      actors: { ...world.actors, size: world.actors.size.map((size) => 20_000 / size) },
    })),
  },
  {
    breaks: 'a report is resolved only once a lever that clears its cause has reached the reporter',
    by: 'resolves what is reported at once',
    month: '2023-06',
    mutate: changing('difficulty_reports', (entry) => entry.add('resolved', entry.get('reported'))),
  },
  {
    breaks: 'a report is reopened only under a release that takes back what was mended',
    by: 'reopens under any release',
    month: '2023-12',
    mutate: changing('difficulty_reports', (entry) => entry.add('reopened', entry.get('resolved'))),
  },
  {
    breaks: 'regions produce more or less, and the nation what it would without their differences',
    by: 'raises a region and lowers no other',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const region = regionIndex[entry.world.actors.department[entry.subject]!];
      if (region === CAPITAL) entry.scale(2);
    }),
  },
  {
    breaks: 'vendors are accepted more or less, and the nation as its rate says',
    by: 'lowers half of the vendors and raises no other',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const vendor = entry.world.actors.vendor[entry.subject]!;
      const lost = vendor % 2 ? Math.round(entry.get('accepted') / 10) : 0;
      entry.move('accepted', ['rejected', 'network'], lost);
    }),
  },
  {
    breaks: 'regions activate more or less, and the nation as under any other draw of them',
    by: 'draws regions around no common mean',
    month: '2024-03',
    mutate: changing('profiles', (entry) => {
      const { world, subject } = entry;
      const factor = Math.exp(normal(keyOf(world.seed, 'uncentred'), regionIndex[subject]!) / 3);
      entry.add('activated_stock', Math.round((factor - 1) * entry.get('activated_stock')));
    }),
  },
];

/** Leaves an actor without a patient whose INS is qualified. */
function unqualify(entry: Entry): void {
  for (const name of ['qualified', 'fed_qualified', 'messaged']) entry.move(name, []);
}

/** Qualifies by the exception procedure what is qualified on evidence. */
function exceptional(entry: Entry): void {
  entry.move('on_evidence', ['exception']);
}

/** Share of the open profiles of a department that are activated. */
function activatedShare({ profiles }: WorldState, month: number, department: number): number {
  const { open, active } = profiles.at(month).stocks;
  const cells = open.length / regionIndex.length;
  const sum = (column: Int32Array): number =>
    column.subarray(department * cells, (department + 1) * cells).reduce((a, b) => a + b, 0);
  return sum(active) / sum(open);
}

/** A world in which structures meet the barriers of a doctor, cleared as that doctor’s are. */
function clicking(world: WorldState): WorldState {
  const { actors, levers } = world;
  const doctor = actors.starts.findIndex(
    (day, n) => n % 3 === 1 && day < firstDay(parseMonth('2024-01')),
  );
  const model = Math.floor(doctor / 3);
  const isStruck = (actor: number): boolean => STRUCTURES.includes(actors.sector[actor]!);
  return {
    ...world,
    actors: {
      ...actors,
      barriers: actors.barriers.map((met, i) => (isStruck(i) ? 0xffffff : met)),
    },
    levers: {
      ...levers,
      reached: (actor, day) => levers.reached(isStruck(actor) ? model : actor, day),
    },
  };
}
