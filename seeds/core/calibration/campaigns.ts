import { z } from 'zod';
import { departments } from '../actors/territory.js';
import { firstDay, parseDay } from '../calendar.js';
import { day, load, share } from './load.js';

const effectsSchema = z.strictObject({
  activation: z.number().nonnegative(),
  downloads: z.number().nonnegative(),
  completion: z.number().nonnegative(),
});

const campaignsSchema = z.strictObject({
  source: z.string(),
  /** Days in which what a campaign moved falls back to a third once it has ended. */
  fade_days: z.number().positive(),
  campaigns: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['national', 'territorial']),
      name: z.string(),
      from: day,
      to: day,
      territories: z.array(z.string()).min(1),
      /** Share of the inhabitants who meet it at least once. */
      reach: share,
      /** Relative rise of each flow while it lasts: 0.6 is +60 %. */
      effects: effectsSchema,
    }),
  ),
});

export type CampaignEffect = keyof z.infer<typeof effectsSchema>;

/** A communication campaign among the public. */
export interface Campaign {
  readonly id: string;
  readonly kind: 'national' | 'territorial';
  /** First and last day, as day numbers. */
  readonly from: number;
  readonly to: number;
  /** Share of the inhabitants who meet it at least once. */
  readonly reach: number;
  /** Relative rise of each flow while it lasts: 0.6 is +60 %. */
  readonly effects: Readonly<Record<CampaignEffect, number>>;
  /** Whether it is held in a department, by index. */
  readonly covers: readonly boolean[];
}

const { fade_days, campaigns: declared } = load('campaigns.json', campaignsSchema);

/** Every campaign, past and planned. */
export const campaigns: readonly Campaign[] = declared.map(
  ({ id, kind, from, to, territories, reach, effects }) => ({
    id,
    kind,
    from: parseDay(from),
    to: parseDay(to),
    reach,
    effects,
    covers: departments.map((department) =>
      ['FR', department.region, department.id].some((place) => territories.includes(place!)),
    ),
  }),
);

/** Relative rise of a flow in a department on a day: what is on, and what fades since it ended. */
export function campaignRise(effect: CampaignEffect, department: number, on: number): number {
  let rise = 0;
  for (const { from, to, effects, covers } of campaigns) {
    if (!covers[department] || on < from || effects[effect] === 0) continue;
    rise += on <= to ? effects[effect] : effects[effect] * Math.exp((to - on) / fade_days);
  }
  return rise;
}

/** By department, the first one in which the same campaigns are held. */
const likes: readonly number[] = (() => {
  const held = departments.map((_, d) => campaigns.map(({ covers }) => covers[d]).join());
  return held.map((pattern) => held.indexOf(pattern));
})();

/** Mean rise of a flow over the days of a month, by department. */
export function meanCampaignRise(effect: CampaignEffect, month: number): Float64Array {
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const mean = new Float64Array(departments.length);
  likes.forEach((like, department) => {
    if (like < department) {
      mean[department] = mean[like]!;
      return;
    }
    let sum = 0;
    for (let d = 0; d < days; d++) sum += campaignRise(effect, department, first + d);
    mean[department] = sum / days;
  });
  return mean;
}
