import { percent, type Judged, type Metrics } from '../metric.js';
import type { Observation } from '../observation.js';
import { distinct } from './distincts.js';

/** Months searched for the last national campaign before a figure. */
const CAMPAIGN_YEAR = 12;

/** Growth of a flow from the month before the last national campaign to its mean month, in %. */
function campaignEffect(feed: Observation, stream: string, column: string, month: number): number {
  const isHeld = (m: number): boolean =>
    feed.total('campaigns', 'days', m, { kind: 'national' }) > 0;
  let last = month;
  while (last > month - CAMPAIGN_YEAR && !isHeld(last)) last--;
  let first = last;
  while (first > month - CAMPAIGN_YEAR && isHeld(first - 1)) first--;
  const mean = feed.during(stream, column, first, last) / (last - first + 1);
  return percent(mean, feed.total(stream, column, first - 1)) - 100;
}

const campaign = (stream: string, column: string): Judged => ({
  kind: 'share',
  reading: 'mean month of the last national campaign against the month before it',
  simulate: (feed, { month }) => campaignEffect(feed, stream, column, month),
});

const downloads = (os?: string): Judged => ({
  kind: 'stock',
  reading: `downloads so far${os === undefined ? '' : `, ${os}`}`,
  simulate: (feed, { at }) =>
    feed.since('app_downloads', 'downloads', '2022-05', at, os === undefined ? {} : { os }),
});

const ofActivated = (stock: string, what: string): Judged => ({
  kind: 'share',
  reading: `activated profiles ${what} ÷ activated profiles`,
  simulate: (feed, { at }) =>
    percent(
      feed.stock('medical_profiles', stock, at),
      feed.stock('profiles', 'activated_stock', at),
    ),
});

const users = (measure: string, reading: string): Judged => ({
  kind: 'flow',
  reading,
  simulate: (feed, { month }) => distinct(feed, measure, month),
});

const returning = (measure: string, base: string): Judged => ({
  kind: 'share',
  reading: 'users of the month already seen the month before ÷ users of the month before',
  simulate: (feed, { month }) =>
    percent(distinct(feed, measure, month), distinct(feed, base, month - 1)),
});

/** What holders do with their profile. */
export const usage: Metrics = {
  app_downloads_cum: downloads(),
  app_downloads_android: downloads('android'),
  app_downloads_ios: downloads('ios'),
  patient_docs_cum: {
    kind: 'stock',
    reading: 'documents added by users since February 2022',
    simulate: (feed, { at }) => feed.since('patient_documents', 'added', '2022-02', at),
  },
  measure_added_share: ofActivated('measured_stock', 'with a measurement'),
  profile_completed_share: ofActivated('completed_stock', 'with a completed medical profile'),
  enriching_users_share: {
    kind: 'share',
    reading: 'users of the month who added something ÷ users of the month',
    simulate: (feed, { month }) =>
      percent(distinct(feed, 'enriching_users', month), distinct(feed, 'monthly_users', month)),
  },
  weekly_users: users('weekly_users', 'distinct users of a mean week of the month'),
  weekly_users_low: users('weekly_users', 'distinct users of a mean week of the month'),
  weekly_users_high: users('weekly_users', 'distinct users of a mean week of the month'),
  monthly_users: {
    ...users('monthly_users', 'distinct users of the month'),
    note: '2.5 M is read per month, as CNAM and the Ordre MK do; dentaire365 says per day',
  },
  return_rate_all: returning('returning_users', 'monthly_users'),
  return_rate_mobile: returning('returning_app_users', 'monthly_app_users'),
  return_rate_web: returning('returning_web_users', 'monthly_web_users'),
  campaign_effect_activation: campaign('activations', 'activated'),
  campaign_effect_downloads: campaign('app_downloads', 'downloads'),
  campaign_effect_profile: campaign('medical_profiles', 'completed'),
};
