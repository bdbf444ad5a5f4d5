import { has, TRAITS } from '../actors/actors.js';
import { regionIndex, regions } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { VSM } from '../streams/feeding.model.js';
import type { BookWriter } from '../tally/book.js';
import type { WorldState } from '../world-state.js';
import {
  breaking,
  changing,
  drawnIn,
  isStructure,
  redrawing,
  sectorOf,
  type Mutant,
  type Mutate,
} from './mutant.js';
import { STRUCTURES } from './rule.js';

const DEADLINE = parseMonth('2023-12');
const CAPITAL = regions.findIndex(({ id }) => id === 'REG-11');

/** At least one mutant for each rule about who sends. */
export const senderMutants: readonly Mutant[] = [
  ...breaking(
    'hospitals, laboratories and imaging meet no barrier: the levers of Sentinelle do not move them',
    {
      by: 'has structures click as a doctor does',
      month: '2024-03',
      mutate: drawnIn('feeding', withClickingStructures),
    },
    {
      by: 'has structures look for their card',
      month: '2024-03',
      mutate: changing('feeding', (entry) => isStructure(entry) && entry.move('user', ['no_card'])),
    },
  ),
  ...breaking(
    'a structure that keeps its release sends the same share from one month to the next',
    {
      by: 'has structures send every other month',
      month: '2024-03',
      mutate: changing('feeding', (entry) => {
        if (!isStructure(entry) || entry.month % 2 === 0) return;
        entry.move('accepted', ['withheld', 'user']);
        entry.add('attempted', entry.get('rejected') - entry.get('attempted'));
      }),
    },
  ),
  ...breaking('the strike of November 2024 lowers the days of biology, and of biology alone', {
    by: 'makes up for the strike while it lasts',
    month: '2024-11',
    mutate: adding('feeding', 'biologie', '2024-11', [10, 23], 0.23),
  }),
  ...breaking('a medical summary is its treating physician’s', {
    by: 'has others write them',
    month: '2024-03',
    mutate: changing('feeding', ({ world, subject, words }) =>
      words['document_type'] === '11488-4' && !has(world.actors, subject, TRAITS.generalPractice)
        ? { words: { document_type: VSM } }
        : undefined,
    ),
  }),
  ...breaking(
    'medical summaries concentrate in the months before the deadline of 31 December 2023',
    {
      by: 'has as many written after the deadline',
      month: '2024-11',
      mutate: changing('feeding', (entry) => {
        if (entry.words['document_type'] === VSM && entry.month !== DEADLINE) entry.scale(5);
      }),
    },
  ),
  ...breaking(
    'regions produce more or less, and the nation what it would without their differences',
    {
      by: 'raises a region and lowers no other',
      month: '2024-03',
      mutate: changing('feeding', (entry) => {
        const region = regionIndex[entry.world.actors.department[entry.subject]!];
        if (region === CAPITAL) entry.scale(2);
      }),
    },
  ),
  ...breaking('vendors are accepted more or less, and the nation as its rate says', {
    by: 'lowers half of the vendors and raises no other',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const vendor = entry.world.actors.vendor[entry.subject]!;
      const lost = vendor % 2 ? Math.round(entry.get('accepted') / 10) : 0;
      entry.move('accepted', ['rejected', 'network'], lost);
    }),
  }),
];

/** Has the actors of a sector send within some days of a month, on top of the rest, a share of its month. */
function adding(
  name: string,
  sector: string,
  month: string,
  days: readonly [number, number],
  share: number,
): Mutate {
  return redrawing(name, (book) => (world, at, writer, node) => {
    const put: BookWriter['put'] = (subject, generation, from, to, ...codes) => {
      const more = writer.counts.map((count) => Math.round(share * count));
      writer.put(subject, generation, from, to, ...codes);
      if (at !== parseMonth(month) || sectorOf(world, subject) !== sector) return;
      if (from > days[0] || to < days[1]) return;
      writer.counts.set(more);
      writer.put(subject, generation, ...days, ...codes);
    };
    book.draw(world, at, { ...writer, put }, node);
  });
}

/** A world in which structures meet the barriers of a doctor, cleared as that doctor’s are. */
function withClickingStructures(world: WorldState): WorldState {
  const { actors, levers } = world;
  const doctor = actors.starts.findIndex(
    (day, n) => n % 3 === 1 && day < firstDay(parseMonth('2024-01')),
  );
  const model = Math.floor(doctor / 3);
  const clicks = (actor: number): boolean => STRUCTURES.includes(sectorOf(world, actor));
  return {
    ...world,
    actors: {
      ...actors,
      barriers: actors.barriers.map((met, i) => (clicks(i) ? 0xffffff : met)),
    },
    levers: {
      ...levers,
      reached: (actor, day) => levers.reached(clicks(actor) ? model : actor, day),
    },
  };
}
