import { formatMonth, parseMonth } from '@vigie/core';
import { inhabitants, percent, type Judged, type Metrics, type Question } from '../metric.js';
import type { Observation } from '../observation.js';

const OPENED_FROM = '2022-01';

const opposed = (feed: Observation, { at, where, figure }: Question): number => {
  const since = (column: string): number => feed.since('profiles', column, OPENED_FROM, at, where);
  const closed = figure.definition_en.includes('closed') ? since('closed') : 0;
  return percent(since('opposed') + closed, since('opened') + since('opposed'));
};

/** First month of the average that a definition speaks of. */
function averagedFrom({ figure, month }: Question): number {
  if (figure.definition_en.includes('half-year')) return month - 5;
  const last = /last (\d+) months/.exec(figure.definition_en)?.[1];
  if (last !== undefined) return month - Number(last) + 1;
  return parseMonth('2022-05');
}

/** The years of an age band that lie between 25 and 69, as a share of it. */
const between25And69: Record<string, number> = {
  '18-29': 5 / 12,
  '30-44': 1,
  '45-59': 1,
  '60-74': 10 / 15,
};

/** Opening and activation of profiles, and how the public was told. */
export const profiles: Metrics = {
  profiles_open: {
    kind: 'stock',
    reading: 'open profiles on the day',
    simulate: (feed, { at, where }) => feed.stock('profiles', 'open_stock', at, where),
  },
  profiles_open_share: {
    kind: 'share',
    reading: 'open profiles ÷ inhabitants',
    simulate: (feed, question) =>
      percent(
        feed.stock('profiles', 'open_stock', question.at, question.where),
        inhabitants(question),
      ),
    note: 'insured persons and French people are both read as inhabitants',
  },
  opposition_rate: {
    kind: 'share',
    reading: 'opposed so far ÷ (opened + opposed)',
    simulate: opposed,
    note: 'PF136 says “opposed or closed”: closures are added there and nowhere else',
  },
  reachable_share: {
    kind: 'share',
    reading: '100 % − opposition',
    simulate: (feed, question) => 100 - opposed(feed, question),
    note: 'of the persons informed, as the opposition rate: 65.4 M profiles would be 95.6 % of all inhabitants, below the published bound',
  },
  activations_cum: {
    kind: 'stock',
    reading: 'activated profiles on the day',
    simulate: (feed, { at, where }) => feed.stock('profiles', 'activated_stock', at, where),
  },
  activation_rate: {
    kind: 'share',
    reading: 'activated ÷ open profiles',
    simulate: (feed, { at, where }) =>
      percent(
        feed.stock('profiles', 'activated_stock', at, where),
        feed.stock('profiles', 'open_stock', at, where),
      ),
  },
  activation_rate_25_69: {
    kind: 'share',
    reading: 'activated ÷ open, age bands in proportion to their years from 25 to 69',
    simulate: (feed, { at }) => {
      const sum = (column: string): number =>
        Object.entries(between25And69).reduce(
          (all, [age_band, share]) =>
            all + share * feed.stock('profiles', column, at, { age_band }),
          0,
        );
      return percent(sum('activated_stock'), sum('open_stock'));
    },
  },
  activations_monthly: {
    kind: 'flow',
    reading: 'activations of the month',
    simulate: (feed, { month, where }) => feed.total('profiles', 'activated', month, where),
    note: 'a figure of the first days of a month is read as the pace of that month',
  },
  activations_monthly_avg: {
    kind: 'flow',
    reading: 'mean of the months that the definition names',
    simulate: (feed, question) => {
      const from = averagedFrom(question);
      const { at, where } = question;
      const sum = feed.since('profiles', 'activated', formatMonth(from), at, where);
      return sum / (at.month - from + at.elapsed);
    },
  },
  persons_informed: {
    kind: 'stock',
    reading: 'persons informed so far',
    simulate: (feed, { at, where }) => feed.since('openings', 'informed', OPENED_FROM, at, where),
  },
  persons_informed_ara: {
    kind: 'stock',
    reading: 'persons informed so far in the region',
    simulate: (feed, { at, where }) => feed.since('openings', 'informed', OPENED_FROM, at, where),
  },
  persons_informed_email_share: informedBy('email'),
  persons_informed_post_share: informedBy('post'),
};

function informedBy(channel: 'email' | 'post'): Judged {
  return {
    kind: 'share',
    reading: `persons informed by ${channel} ÷ informed`,
    simulate: (feed, { at }) =>
      percent(
        feed.since('openings', `informed_${channel}`, OPENED_FROM, at),
        feed.since('openings', 'informed', OPENED_FROM, at),
      ),
    note: 'persons, not mailings: 28 M letters and 41 M e-mails of PF002 and PF003 would be 41 and 59 %',
  };
}
