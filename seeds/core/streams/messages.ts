import { sectorIds } from '../actors/territory.js';
import { professions } from '@vigie/seeds/reference';
import { messaging } from '../calibration/messages.js';
import { keyOf, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { takenUpOn } from './uptake.js';

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
