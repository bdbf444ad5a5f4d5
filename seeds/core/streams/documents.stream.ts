import type { StreamDeclaration } from '../tally/stream.js';
import { feeding, REJECTIONS, WITHHOLDINGS } from './feeding.book.js';
import { countSegments, VSM } from './feeding.model.js';
import { countPrescribers } from './prescribing.js';

const CHAIN = ['produced', 'withheld', 'attempted', 'accepted', 'rejected'];

/** Documents of actors that run a Ségur release, from production to acceptance, day by day. */
export const documents: StreamDeclaration = {
  name: 'documents',
  book: feeding,
  sender: 'vendor',
  detailed: false,
  counts: CHAIN,
  total: 'accepted',
  rows: countSegments,
};

/** The same documents by type and channel, declared once a month. */
export const documentTypes: StreamDeclaration = {
  name: 'document_types',
  book: feeding,
  sender: 'vendor',
  detailed: true,
  monthly: true,
  counts: CHAIN,
  total: 'accepted',
  rows: (world, month) => 2.4 * countSegments(world, month),
};

/** Documents withheld or rejected, by reason: each has one. */
export const feedingReasons: StreamDeclaration = {
  name: 'feeding_reasons',
  book: feeding,
  sender: 'vendor',
  detailed: false,
  monthly: true,
  counts: [...WITHHOLDINGS, ...REJECTIONS],
  total: 'ins_not_qualified',
  rows: countSegments,
};

/** Prescriptions of medicines made with the electronic prescription module. */
export const ePrescriptions: StreamDeclaration = {
  name: 'eprescriptions',
  book: feeding,
  sender: 'vendor',
  sectors: ['mdv'],
  detailed: false,
  monthly: true,
  counts: ['created', 'with_code', 'module_failed'],
  total: 'created',
  rows: countPrescribers,
  daily: 0.84,
};

/**
 * Medical summaries (VSM) of treating physicians: how many are structured, concern a long-term
 * illness, were withheld, accepted or rejected.
 */
export const medicalSummaries: StreamDeclaration = {
  name: 'medical_summaries',
  book: feeding,
  sender: 'vendor',
  detailed: false,
  monthly: true,
  only: { dimension: 'document_type', word: VSM },
  counts: ['produced', 'structured', 'long_term', 'withheld', 'accepted', 'rejected'],
  total: 'produced',
  rows: (world, month) => 0.3 * countSegments(world, month),
};
