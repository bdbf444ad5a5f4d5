import { m } from '#lib/paraglide/messages.js';
import type { RateParts } from './words.ts';

/** Named one by one: `m` as a whole would bring every message of the site to the browser. */
export const partMessages: RateParts = {
  part_accepted: m.part_accepted,
  part_activated: m.part_activated,
  part_denominator: m.part_denominator,
  part_equipped: m.part_equipped,
  part_feeders: m.part_feeders,
  part_messages: m.part_messages,
  part_messages_bounced: m.part_messages_bounced,
  part_messages_read: m.part_messages_read,
  part_numerator: m.part_numerator,
  part_open: m.part_open,
  part_patients: m.part_patients,
  part_produced: m.part_produced,
  part_qualified: m.part_qualified,
  part_users: m.part_users,
  part_visits: m.part_visits,
  part_visits_fed: m.part_visits_fed,
  part_visits_messaged: m.part_visits_messaged,
};
