import { nomenclature } from '@vigie/seeds/reference';
import { runs } from '../actors/runs.js';
import { departments, sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { messaging } from '../calibration/messages.js';
import { keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { eachPractising } from './feeding.model.js';
import { messageUse, writingDates } from './messages.js';
import { bands, CELLS } from './profile-months.js';

const { per_document, least_documents, writing, mailboxes, read, replied, closed } =
  messaging.patient;
const boxes = nomenclature('mailbox').map(({ id }) => id);
/** Opening of Mon espace santé: there is no one to write to before it. */
const START = parseMonth('2022-01');
/** Sectors whose structures send from several mailboxes; elsewhere an actor has one. */
const SEVERAL = ['hopital'];

/**
 * Messages to patients, by the kind of mailbox that sends them. Only professionals open an
 * exchange, and only towards a patient whose INS is qualified (causal rule 8).
 */
const book: BookDeclaration = {
  name: 'patient_messages',
  envelope: 'actor',
  dimensions: [{ name: 'mailbox', words: boxes }],
  counts: [
    {
      name: 'sent',
      parts: [
        [
          { name: 'bounced' },
          { name: 'pending' },
          {
            name: 'delivered',
            parts: [
              [{ name: 'read', parts: [[{ name: 'replied', parts: [[{ name: 'closed' }]] }]] }],
            ],
          },
        ],
      ],
    },
  ],
  draw(world, month, entry, node) {
    if (month < START) return;
    const { actors, seed } = world;
    const key = keyOf(seed, 'patient-messages');
    const writes = writingDates(world);
    const recipients = recipientsOf(world, month);
    const { counts } = entry;
    eachPractising(world, month, (p) => {
      const i = p.actor;
      const id = actors.id[i]!;
      const since = writes(i);
      if (since > month || p.documents * p.qualified < least_documents) return;
      const sector = sectorIds[actors.sector[i]!]!;
      const { open, opposed, activated } = recipients[actors.department[i]!]!;
      const use = messageUse(month - since);
      const level = p.documents * p.qualified * per_document[sector]! * use * open;
      for (const [code, share] of sharesOf(sector, uniform(key, id, 1))) {
        const box = boxes[code]!;
        const luck = (n: number): number => uniform(key, id, month, 64 * p.g + 8 * code + n);
        const part = (whole: number, ratio: number, n: number): number =>
          Math.min(whole, Math.floor(whole * ratio + luck(n)));
        const sent = Math.floor(level * share + luck(1));
        if (sent === 0) continue;
        const bounced = part(sent, opposed, 2);
        const delivered = part(sent - bounced, activated, 3);
        const seen = part(delivered, read[box]!, 4);
        const answered = part(seen, replied[box]!, 5);
        counts[node['sent']!] = sent;
        counts[node['bounced']!] = bounced;
        counts[node['pending']!] = sent - bounced - delivered;
        counts[node['delivered']!] = delivered;
        counts[node['read']!] = seen;
        counts[node['replied']!] = answered;
        counts[node['closed']!] = part(answered, closed, 6);
        entry.put(i, p.g + 1, p.from, p.to, code);
      }
    });
  },
};

/** Mailboxes that an actor sends from, and the share of each. */
function sharesOf(sector: string, rank: number): readonly (readonly [number, number])[] {
  const shares = boxShares.get(sector)!;
  if (SEVERAL.includes(sector)) return shares;
  let below = 0;
  const chosen = shares.find(([, share]) => rank < (below += share)) ?? shares[0]!;
  return [[chosen[0], 1]];
}

const boxShares = new Map(
  sectorIds.map((sector) => [
    sector,
    boxes
      .map((box, code) => [code, mailboxes[sector]?.[box] ?? 0] as const)
      .filter(([, share]) => share > 0),
  ]),
);

/** What becomes of a message by the department of the patient. */
interface Recipients {
  /** Share of the inhabitants told of their profile who have one or have opposed it. */
  readonly open: number;
  /** Share of the addresses that refuse a message: profile opposed or closed. */
  readonly opposed: number;
  /** Share of the open profiles that are activated. */
  readonly activated: number;
}

function recipientsOf({ profiles }: WorldState, month: number): readonly Recipients[] {
  const gone = new Float64Array(departments.length);
  for (let m = START; m <= month; m++) {
    const { opposed_email, opposed_post, closed } = profiles.at(m).flows;
    for (const cells of [opposed_email, opposed_post, closed]) addTo(gone, cells);
  }
  const { open, active } = profiles.at(month).stocks;
  const opened = addTo(new Float64Array(departments.length), open);
  const activated = addTo(new Float64Array(departments.length), active);
  return departments.map(({ population }, d) => ({
    open: Math.min(1, (opened[d]! + gone[d]!) / population),
    opposed: gone[d]! / Math.max(1, opened[d]! + gone[d]!),
    activated: activated[d]! / Math.max(1, opened[d]!),
  }));
}

/** Adds the cells of each department. */
function addTo(sums: Float64Array, cells: Int32Array): Float64Array {
  for (let cell = 0; cell < CELLS; cell++) sums[Math.floor(cell / bands.length)]! += cells[cell]!;
  return sums;
}

/** Messages that actors with a Ségur release send to patients, and what becomes of them. */
export const patientMessages: StreamDeclaration = {
  name: 'patient_messages',
  book,
  sender: 's-mssante',
  detailed: true,
  counts: ['sent', 'bounced', 'pending', 'delivered', 'read', 'replied', 'closed'],
  total: 'sent',
  rows: senders,
  daily: 0.65,
};

/** Rows of a month: those of an actor for each generation that it ran and mailbox it sends from. */
function senders(world: WorldState, month: number): number {
  if (month < START) return 0;
  const { actors } = world;
  const writes = writingDates(world);
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    if (writes(i) > month) continue;
    const each = SEVERAL.includes(sectorIds[actors.sector[i]!]!) ? 2 : 1;
    for (const { rank } of runs(actors, i, first, days)) if (rank > 0) rows += each;
  }
  return writing * rows;
}
