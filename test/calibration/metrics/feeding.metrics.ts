import type { Where } from '../cells.js';
import {
  doctors,
  inhabitants,
  monthOfYear,
  percent,
  type Judged,
  type Metrics,
} from '../metric.js';
import { daysIn, type Observation } from '../observation.js';
import { distinct } from './distincts.js';

const accepted = (feed: Observation, month: number, where: Where = {}): number =>
  feed.total('documents', 'accepted', month, where);

const feeders = (where: Where, reading: string): Judged => ({
  kind: 'flow',
  reading,
  simulate: (feed, { month }) => feed.count('documents', month, where, 'accepted'),
});

/** Mean monthly growth from July of the same year, in %. */
const growthSinceJuly: Judged = {
  kind: 'share',
  reading: 'geometric mean of the monthly growth since July',
  simulate: (feed, { month, where }) => {
    const july = monthOfYear(month, 7);
    const factor = accepted(feed, month, where) / accepted(feed, july, where);
    return 100 * (factor ** (1 / (month - july)) - 1);
  },
};

/** Share of equipped doctors whose month holds so many accepted documents a week. */
const weekly = (least: number): Judged => ({
  kind: 'share',
  reading: `doctors with ≥ ${least} accepted a week over the month ÷ doctors equipped at its end`,
  simulate: (feed, { month }) =>
    percent(
      feed.count('documents', month, doctors, 'accepted', (least * daysIn(month)) / 7),
      feed.total('roster', 'installed', month, doctors),
    ),
});

const medicines = { document_type: '57833-6' };

/** Documents that professionals send, and who sends them. */
export const feeding: Metrics = {
  docs_fed_monthly: {
    kind: 'flow',
    reading: 'accepted documents of the month',
    simulate: (feed, { month, where }) => accepted(feed, month, where),
    note: 'hospitals, August 2023: 2.5 M a month is calibrated (30 M annualised, PF129), so that the bound of 3 M of PF144, which contradicts it, does not hold',
  },
  docs_fed_annualised: {
    kind: 'flow',
    reading: '12 × accepted documents of the month',
    simulate: (feed, { month, where }) => 12 * accepted(feed, month, where),
    note: 'April 2023: 105 M (PF122) is calibrated, in line with the months after it; 121 M (PF114) is approximate. PF181 does not say whether 239 M is a pace or a stock: read as a pace, like the rest of the metric',
  },
  docs_fed_monthly_avg: {
    kind: 'flow',
    reading: 'mean of three months of accepted documents',
    simulate: (feed, { month, where }) =>
      feed.during('documents', 'accepted', month - 2, month, where) / 3,
  },
  docs_fed_cum: {
    kind: 'stock',
    reading: 'accepted documents since January 2022',
    simulate: (feed, { at, where }) => feed.since('documents', 'accepted', '2022-01', at, where),
  },
  docs_fed_year: {
    kind: 'year',
    reading: 'accepted documents of the calendar year',
    simulate: (feed, { month, where }) =>
      feed.during('documents', 'accepted', monthOfYear(month, 1), month, where),
  },
  docs_fed_per_capita_year: {
    kind: 'flow',
    reading: '12 × accepted documents of the month ÷ inhabitants',
    simulate: (feed, question) =>
      (12 * accepted(feed, question.month, question.where)) / inhabitants(question),
  },
  docs_share: {
    kind: 'share',
    reading: 'accepted documents of the sector ÷ all',
    simulate: (feed, { month, where }) =>
      percent(accepted(feed, month, where), accepted(feed, month)),
  },
  docs_coverage_share: {
    kind: 'share',
    reading: 'accepted ÷ produced documents',
    simulate: (feed, { month }) =>
      percent(accepted(feed, month), feed.total('documents', 'produced', month)),
    note: 'produced by actors with a Ségur release: the feed does not see what the others write',
  },
  docs_per_patient: {
    kind: 'flow',
    reading: 'accepted documents since January ÷ insured with one at least since January',
    simulate: (feed, { month }) =>
      feed.during('documents', 'accepted', monthOfYear(month, 1), month) /
      distinct(feed, 'insured_with_document', month),
  },
  received_at_least_one_share: {
    kind: 'share',
    reading: 'insured with a document in the year ÷ inhabitants',
    simulate: (feed, question) =>
      percent(distinct(feed, 'insured_with_document', question.month), inhabitants(question)),
  },
  feeding_multiplier_may_nov: {
    kind: 'share',
    reading: 'accepted documents, November ÷ May',
    simulate: (feed, { month, where }) =>
      accepted(feed, month, where) / accepted(feed, monthOfYear(month, 5), where),
  },
  feeding_multiplier_yoy: {
    kind: 'share',
    reading: 'accepted documents of all sectors ÷ twelve months before',
    simulate: (feed, { month }) => accepted(feed, month) / accepted(feed, month - 12),
    note: 'all sectors, as ameli says: 25 M in ten months of 2022 (PF106) is 2.5 M a month, a fifth of summer 2023; for general practice alone (usine-digitale) 0.4 M a month would not fit 119,000 DMP fed in nine months (PF107)',
  },
  feeding_growth_monthly_low: growthSinceJuly,
  feeding_growth_monthly_high: growthSinceJuly,
  sentinelle_update_uplift: {
    kind: 'share',
    reading: 'accepted ÷ produced under Sentinelle against Ségur wave 1, same month',
    simulate: (feed, { month }) => {
      const sent = (generation: string): number => {
        const where = { ...doctors, generation };
        return accepted(feed, month, where) / feed.total('documents', 'produced', month, where);
      };
      return percent(sent('sentinelle'), sent('segur_v1')) - 100;
    },
    note: 'production does not change with the release (causal rule 5), so that the ratio of the shares sent is the uplift of the volume',
  },
  feeding_doctors: feeders(doctors, 'doctors with an accepted document in the month'),
  feeding_liberal_ps: feeders({ sector: 'mdv' }, 'liberal professionals, all professions'),
  feeding_pharmacies: feeders({ sector: 'officine' }, 'pharmacies with one in the month'),
  feeding_es: {
    ...feeders({ sector: 'hopital' }, 'hospital sites with one in the month'),
    note: 'geographic sites: 3,700 exceed the 2,962 legal entities of es_total, which SUN-ES counts',
  },
  feeding_esms: feeders({ sector: 'esms' }, 'ESMS with one in the month'),
  feeding_lab_groups: feeders({ sector: 'biologie' }, 'laboratory groups with one in the month'),
  feeding_ge10_week_share: weekly(10),
  feeding_ge100_week_share: weekly(100),
  prescriptions_fed_year: {
    kind: 'year',
    reading: 'accepted medicine prescriptions (57833-6) of the calendar year, all authors',
    simulate: (feed, { month }) =>
      feed.during('document_types', 'accepted', monthOfYear(month, 1), month, medicines),
  },
  prescriptions_fed_monthly: {
    kind: 'flow',
    reading: 'accepted medicine prescriptions (57833-6) of the month, all authors',
    simulate: (feed, { month }) => feed.total('document_types', 'accepted', month, medicines),
  },
  pharmacist_vaccinations_recorded_share: {
    kind: 'share',
    reading: 'vaccination notes (87273-9) of pharmacies, accepted ÷ produced',
    simulate: (feed, { month }) => {
      const where = { sector: 'officine', document_type: '87273-9' };
      return percent(
        feed.total('document_types', 'accepted', month, where),
        feed.total('document_types', 'produced', month, where),
      );
    },
  },
  vsm_monthly: {
    kind: 'flow',
    reading: 'VSM produced in the month',
    simulate: (feed, { month, where }) => feed.total('medical_summaries', 'produced', month, where),
  },
  dmp_with_vsm_year: {
    kind: 'year',
    reading: 'distinct profiles with an accepted VSM since January',
    simulate: (feed, { month }) => distinct(feed, 'dmp_with_vsm', month),
  },
  dossiers_fed_ville_cum: {
    kind: 'year',
    reading: 'distinct profiles fed by general practice since January',
    simulate: (feed, { month }) => distinct(feed, 'dmp_fed_by_community', month),
  },
};
