import { parseMonth } from '../calendar.js';
import { profileRates } from '../calibration/profiles.js';
import { risen } from './uptake.js';

const { activation, app } = profileRates;

/** What makes a person activate a profile; each activation has one cause. */
export const TRIGGERS = [
  'mail',
  'consultation',
  'campaign',
  'feeding_notice',
  'message_notice',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What is left of the launch campaign: whole while it lasts, then a fading part. */
function launchHazard(month: number): number {
  const { hazard, from, until, left, fade } = activation.launch;
  const after = month - parseMonth(until);
  if (month < parseMonth(from)) return 0;
  return after <= 0 ? hazard : hazard * left * Math.exp((1 - after) / fade);
}

/** Monthly hazards of activation by cause, but for campaigns, which multiply them. */
export type Hazards = Readonly<Record<Exclude<Trigger, 'campaign'>, number>>;

/**
 * Hazards of a month: the launch, visits, and what is fed and notified (domain.md, causal rule 4).
 * @param notices of fed documents for one open profile and month, lately
 */
export function hazards(month: number, notices: number): Hazards {
  const { visits, messages, notices: notice } = activation;
  const fed = notices * notice.hazard * (1 + notice.gain * risen(notice, month));
  return {
    mail: launchHazard(month),
    consultation: visits + notice.spoken * fed,
    feeding_notice: (1 - notice.spoken) * fed,
    message_notice: messages.hazard * risen(messages, month),
  };
}

/** Share of the activations of each trigger made in the application, all ages together. */
export function appShares(month: number): number[] {
  const rise = month < parseMonth(app.from) ? 0 : 1 + app.gain * risen(app, month);
  return TRIGGERS.map((trigger) => app[trigger] * rise);
}
