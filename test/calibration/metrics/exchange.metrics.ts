import { parseMonth } from '@vigie/core';
import type { Where } from '../cells.js';
import { doctors, monthOfYear, percent, type Judged, type Metrics } from '../metric.js';
import type { Observation } from '../observation.js';

const CITIZEN_MESSAGES_FROM = parseMonth('2022-01');

/** Share of the actors of a sector that receive a message in the month. */
const equipped = (where: Where): Judged => ({
  kind: 'share',
  reading: 'actors receiving a message in the month ÷ actors',
  simulate: (feed, { month }) =>
    percent(
      feed.count('professional_messages', month, where, 'received'),
      feed.count('roster', month, where),
    ),
  note: 'a mailbox is seen when a message arrives in it',
});

const created = (feed: Observation, from: number, to: number): number =>
  feed.during('eprescriptions', 'created', from, to);

const active = (stream: string, column: string, where: Where): Judged => ({
  kind: 'flow',
  reading: `actors with one ${column} in the month`,
  simulate: (feed, { month }) => feed.count(stream, month, where, column),
  note: 'in the month: pseudonyms change every month, so that no one can be counted once over several',
});

const consulting = (where: Where, reading: string): Judged => ({
  kind: 'flow',
  reading,
  simulate: (feed, { month }) => feed.count('consultations', month, where, 'performed'),
});

/** Messages, e-prescriptions and consultations. */
export const exchange: Metrics = {
  mss_messages_monthly: {
    kind: 'flow',
    reading: 'messages received by professionals and, from 2022, sent to patients',
    simulate: (feed, { month }) =>
      feed.total('professional_messages', 'received', month) +
      (month < CITIZEN_MESSAGES_FROM ? 0 : feed.total('patient_messages', 'sent', month)),
  },
  mss_equipped_es_share: equipped({ sector: 'hopital' }),
  mss_equipped_lab_share: equipped({ sector: 'biologie' }),
  mss_equipped_ps_share: equipped({ sector: 'mdv' }),
  mss_equipped_doctors_share: equipped(doctors),
  eprescriptions_year: {
    kind: 'year',
    reading: 'created in the calendar year',
    simulate: (feed, { month }) => created(feed, monthOfYear(month, 1), month),
  },
  eprescriptions_quarter: {
    kind: 'flow',
    reading: 'created in the quarter',
    simulate: (feed, { month }) => created(feed, month - 2, month),
  },
  eprescriptions_monthly: {
    kind: 'flow',
    reading: 'mean of six months',
    simulate: (feed, { month }) => created(feed, month - 5, month) / 6,
  },
  eprescriptions_cum: {
    kind: 'stock',
    reading: 'created since December 2022',
    simulate: (feed, { at }) => feed.since('eprescriptions', 'created', '2022-12', at),
    note: 'since the general start at the end of 2022, as PF275 says',
  },
  eprescriptions_executed_cum: {
    kind: 'stock',
    reading: 'executed since December 2022',
    simulate: (feed, { at }) => feed.since('dispensations', 'executed', '2022-12', at),
  },
  eprescription_doctors: active('eprescriptions', 'created', doctors),
  eprescription_pharmacies: active('dispensations', 'executed', { sector: 'officine' }),
  eprescription_pharmacies_share: {
    kind: 'share',
    reading: 'pharmacies executing one in the month ÷ pharmacies',
    simulate: (feed, { month, where }) =>
      percent(
        feed.count('dispensations', month, where, 'executed'),
        feed.count('roster', month, where),
      ),
  },
  eprescription_equipped_share: {
    kind: 'share',
    reading: 'doctors with a Ségur release ÷ doctors',
    simulate: (feed, { at }) =>
      percent(
        feed.stock('roster', 'installed', at, doctors),
        feed.count('roster', at.month, doctors),
      ),
  },
  eprescription_pharmacies_capable: {
    kind: 'stock',
    reading: 'pharmacies with the module on',
    simulate: (feed, { at, where }) => feed.stock('roster', 'module_on', at, where),
  },
  es_consulting: consulting({ sector: 'hopital' }, 'hospital sites consulting in the month'),
  consulting_ps_monthly: {
    ...consulting(
      { sector: ['mdv', 'officine'] },
      'liberal professionals and pharmacies consulting in the month',
    ),
    note: 'hospitals act as structures in the feed: their professionals are not counted one by one',
  },
  consulting_doctors_monthly: consulting(doctors, 'doctors consulting in the month'),
  consultation_growth: {
    kind: 'share',
    reading: 'performed in the month against February',
    simulate: (feed, { month }) => {
      const performed = (m: number): number => feed.total('consultations', 'performed', m);
      return percent(performed(month), performed(monthOfYear(month, 2))) - 100;
    },
  },
};
