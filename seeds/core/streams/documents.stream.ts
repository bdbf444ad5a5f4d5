import type { StreamDeclaration } from '../tally/stream.js';
import { feeding, REJECTIONS, WITHHOLDINGS } from './feeding.book.js';
import { countSegments, VSM } from './feeding.model.js';
import { countPrescribers } from './prescribing.js';

const CHAIN = ['produced', 'withheld', 'attempted', 'accepted', 'rejected'];

/** Documents of actors that run a Ségur release, from production to acceptance. */
export const documents: StreamDeclaration = {
  name: 'documents',
  book: feeding,
  sender: 'vendor',
  detailed: false,
  counts: CHAIN,
  total: 'accepted',
  rows: countSegments,
};

/** The same by type of document and channel. */
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

/** Why documents were withheld or rejected. */
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

/** Prescriptions of medicines by the electronic prescription module. */
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

/** Medical summaries (VSM) and whether they were sent. */
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
