import type { StreamDeclaration } from '../tally/stream.js';
import { identity } from './identity.book.js';
import { countCalls } from './identity.modes.js';
import { CLICKS, EVIDENCE, LATENCIES, MISMATCHES } from './identity.outcome.js';
import { countVisiting } from './visits.book.js';

const sectors = ['mdv', 'hopital', 'biologie', 'imagerie'];

/**
 * Calls of the INSi teleservice by mode: made without anyone or blocking someone, what it answers,
 * how fast.
 */
export const insiCalls: StreamDeclaration = {
  name: 'insi_calls',
  book: identity,
  sender: 's-insi',
  detailed: true,
  monthly: true,
  counts: ['called', 'automatic', 'blocking', 'one', 'none', 'several', 'technical', ...LATENCIES],
  total: 'called',
  rows: countCalls,
  daily: 0.86,
};

/**
 * Changes of INS status, and how the qualified were reached: clicks, evidence, card; the gaps
 * between traits of those that could not be.
 */
export const insStatuses: StreamDeclaration = {
  name: 'ins_statuses',
  book: identity,
  sender: 'vendor',
  sectors,
  detailed: false,
  counts: [
    { name: 'changed', of: ['provisional', 'validated', 'retrieved', 'qualified'] },
    'provisional',
    'validated',
    'retrieved',
    'qualified',
    ...CLICKS,
    ...EVIDENCE,
    'exception',
    { name: 'cps', of: ['exception', 'cps_on_evidence'] },
    { name: 'cpe_nominative', of: ['cpe_nominative_on_evidence'] },
    { name: 'certificate', of: ['certificate_on_evidence'] },
    'mismatched',
    ...MISMATCHES,
  ],
  total: 'qualified',
  rows: (world, month) => countVisiting(world, month, false),
  daily: 0.76,
};
