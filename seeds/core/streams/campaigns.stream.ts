import { nomenclature } from '@vigie/seeds/reference';
import { departments } from '../actors/territory.js';
import { firstDay } from '../calendar.js';
import { campaigns } from '../calibration/campaigns.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';

const kinds = nomenclature('campaign_kind').map(({ id }) => id);

interface Run {
  readonly department: number;
  readonly kind: number;
  /** First and last day within the month, and days on which a campaign is held. */
  readonly from: number;
  readonly to: number;
  readonly days: number;
  /** Inhabitants met for the first time by each campaign, added up. */
  readonly reached: number;
}

/** What is held in each department in a month, campaigns of a kind together. */
function runsOf(month: number): Run[] {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  return departments.flatMap((place, department) =>
    kinds.flatMap((id, kind): Run[] => {
      const held = campaigns.filter(
        ({ kind: own, covers, from, to }) =>
          own === id && covers[department] && from < end && to >= first,
      );
      if (held.length === 0) return [];
      const on = new Set<number>();
      let reached = 0;
      for (const { from, to, reach } of held) {
        const length = to - from + 1;
        const before = Math.max(0, first - from);
        const after = Math.min(end - from, length);
        for (let day = from + before; day < from + after; day++) on.add(day - first);
        const met = (days: number): number =>
          Math.floor((place.population * reach * days) / length);
        reached += met(after) - met(before);
      }
      return [
        { department, kind, from: Math.min(...on), to: Math.max(...on), days: on.size, reached },
      ];
    }),
  );
}

const book: BookDeclaration = {
  name: 'campaigns',
  envelope: 'territory',
  dimensions: [{ name: 'kind', words: kinds }],
  counts: [{ name: 'days' }, { name: 'reached' }],
  draw(_, month, entry, node) {
    for (const { department, kind, from, to, days, reached } of runsOf(month)) {
      entry.counts[node['days']!] = days;
      entry.counts[node['reached']!] = reached;
      entry.put(department, 0, from, to, kind);
    }
  },
  weights(_, month) {
    const first = firstDay(month);
    return (department, _root, from, to, out) => {
      let total = 0;
      for (let d = from; d <= to; d++) {
        const on = campaigns.some(
          (c) => c.covers[department] && c.from <= first + d && c.to >= first + d,
        );
        total += out[d] = on ? 1 : 0;
      }
      return total;
    };
  },
};

/**
 * Campaigns among the public by department and kind: days on which one is held, and inhabitants met
 * for the first time by each.
 */
export const campaignDays: StreamDeclaration = {
  name: 'campaigns',
  book,
  sender: 's-mes',
  detailed: true,
  counts: ['days', 'reached'],
  total: 'days',
  rows: (_, month) => runsOf(month).length,
  daily: 0.65,
};
