import { sectorIds } from '../actors/territory.js';
import { professions } from '@vigie/seeds/reference';
import { messaging } from '../calibration/messages.js';
import { keyOf, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { takenUpOn } from './uptake.js';

const { uptake, rise } = messaging.patient;

/** Share of the actors of each sector and profession that ever have an MSSanté mailbox. */
const ceilings = sectorIds.map((sector) =>
  professions.map(
    ({ id }) =>
      messaging.mailboxes.sectors[sector]!.share * (messaging.mailboxes.professions[id] ?? 1),
  ),
);

/** Month, with its fraction, from which each actor has a mailbox; Infinity where it never does. */
export function mailboxDates({ actors, seed }: WorldState): (actor: number) => number {
  const key = keyOf(seed, 'mailbox');
  const uptakes = sectorIds.map((sector) => messaging.mailboxes.sectors[sector]!);
  return (actor) => {
    const sector = actors.sector[actor]!;
    const ceiling = ceilings[sector]![actors.profession[actor]!]!;
    return takenUpOn(uptakes[sector]!, uniform(key, actors.id[actor]!), ceiling);
  };
}

/** Month, with its fraction, from which each actor writes to patients; Infinity where it never does. */
export function writingDates(world: WorldState): (actor: number) => number {
  const { actors, seed } = world;
  const key = keyOf(seed, 'patient-messages');
  const opened = mailboxDates(world);
  return (actor) =>
    Math.max(opened(actor), takenUpOn(uptake, uniform(key, actors.id[actor]!), uptake.share));
}

/** Use that an actor makes of messages to patients some months after it began, 1 in the end. */
export const messageUse = (months: number): number =>
  rise.from + (1 - rise.from) * (1 - Math.exp(-months / rise.months));
