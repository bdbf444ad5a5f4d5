import { constants, publishedFigures } from '@vigie/seeds/reference';
import { marketMetrics } from '../market.js';
import type { Metrics } from '../metric.js';

const no = (metrics: string, reason: string): Metrics =>
  Object.fromEntries(
    metrics.split(' ').map((metric) => [metric, { kind: 'inexpressible', reason }]),
  );

/** Metrics that no stream carries, and why. */
export const inexpressible: Metrics = {
  ...no('supporters_personalities ambassadors', 'supporters are persons outside the rollout data'),
  ...no(
    'conseillers_numeriques conseillers_france_services france_services_sites_ara',
    'public helpers and their sites are no actors of the feed',
  ),
  ...no(
    'comm_letters_sent comm_emails_sent',
    'openings counts persons informed, not mailings; its channels follow PF026 and PF027',
  ),
  ...no(
    'experimentation_es pilot_es_ara',
    'the feed begins in January 2022 and marks no pilot hospital',
  ),
  ...no('activation_duration', 'no stream times what a user does'),
  ...no('chu_consulting', 'hospitals carry no category: 32 of them would be told apart'),
  ...no('segur_installed_cds_msp', 'health centres are no actors of their own'),
  ...no(
    'recommendation_rate awareness_rate messaging_used_share',
    'asked of a panel of users: no stream carries opinions of patients',
  ),
  ...no('app_rating', 'app stores are outside the feed'),
  ...no(
    'mss_mailboxes mss_mailboxes_personal_share',
    'mailboxes are not counted, only what passes through them',
  ),
  ...no('mss_equipped_ehpad_share', 'ESMS carry no category: EHPAD cannot be told apart'),
  ...no('esms_projects', 'programmes counts actors, not the projects that group them'),
};

/** The metrics of the figures that the reference data checks. */
export const constant: Metrics = Object.fromEntries(
  [
    ...publishedFigures.filter(({ id }) => constants.has(id)).map(({ metric }) => metric),
    ...marketMetrics,
  ].map((metric) => [metric, { kind: 'constant', reason: 'given from outside' }]),
);
