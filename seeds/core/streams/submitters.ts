import { releases, vendors } from '@vigie/seeds/reference';
import { formatMonth, monthOf, parseDay } from '../calendar.js';

export type SubmittedStream = 'documents' | 'roster' | 'profiles';

export interface Submitter {
  readonly id: string;
  readonly kind: 'vendor' | 'national';
  readonly stream: SubmittedStream;
  readonly sector: string | null;
  readonly expected_from: string;
}

/** The national system that counts profiles. */
export const NATIONAL = 's-mes';

/**
 * Who submits which stream, from which month: a vendor its documents from the month of its first
 * Ségur release and its roster from the beginning, the national system the profiles.
 */
export function submitters(historyFrom: number): Submitter[] {
  const fromMonth = (month: number): string => formatMonth(Math.max(historyFrom, month));
  const ofVendors = vendors.flatMap((vendor): Submitter[] => {
    const first = releases.find((r) => r.vendor === vendor.id && r.generation === 'segur_v1')!;
    const common = { id: vendor.id, kind: 'vendor', sector: vendor.sector } as const;
    return [
      {
        ...common,
        stream: 'documents',
        expected_from: fromMonth(monthOf(parseDay(first.released_on))),
      },
      { ...common, stream: 'roster', expected_from: fromMonth(historyFrom) },
    ];
  });
  return [
    ...ofVendors,
    {
      id: NATIONAL,
      kind: 'national',
      stream: 'profiles',
      sector: null,
      expected_from: fromMonth(historyFrom),
    },
  ];
}
