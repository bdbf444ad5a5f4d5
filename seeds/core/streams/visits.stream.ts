import type { StreamDeclaration } from '../tally/stream.js';
import { countVisiting, visiting } from './visits.book.js';

/**
 * Visits (consultations, stays, requests), the denominator of what is fed and written: of actors that
 * run a Ségur release, and of structures before they do. Declared once a month.
 */
export const visits: StreamDeclaration = {
  name: 'visits',
  book: visiting,
  sender: 'vendor',
  sectors: ['mdv', 'hopital', 'biologie', 'imagerie'],
  detailed: false,
  counts: [
    'visits',
    'known',
    'qualified',
    { name: 'fed', of: ['fed_qualified', 'fed_unqualified'] },
    'messaged',
  ],
  total: 'visits',
  monthly: true,
  fromStart: true,
  rows: countVisiting,
};
