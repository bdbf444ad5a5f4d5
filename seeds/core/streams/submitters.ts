import { releases, vendors } from '@vigie/seeds/reference';
import { formatMonth, monthOf, parseDay } from '../calendar.js';
import type { StreamDeclaration } from '../tally/stream.js';

/** One sender of one stream, and the month from which it is expected, as `2026-10`. */
export interface Submitter {
  readonly id: string;
  readonly kind: 'vendor' | 'national';
  readonly stream: string;
  readonly sector: string | null;
  readonly expected_from: string;
}

/**
 * Who submits which stream, from which month: a vendor from the month of its first Ségur release,
 * or from the beginning where the stream says so; a national system from the beginning.
 */
export function submitters(
  streams: readonly StreamDeclaration[],
  historyFrom: number,
): Submitter[] {
  const from = (month: number): string => formatMonth(Math.max(historyFrom, month));
  return streams.flatMap(({ name, sender, fromStart, sectors }): Submitter[] => {
    if (sender !== 'vendor') {
      const national = { kind: 'national', sector: null, expected_from: from(0) } as const;
      return [{ id: sender, stream: name, ...national }];
    }
    return vendors
      .filter((vendor) => sectors === undefined || sectors.includes(vendor.sector))
      .map((vendor) => ({
        id: vendor.id,
        kind: 'vendor',
        stream: name,
        sector: vendor.sector,
        expected_from: from(fromStart === true ? 0 : firstRelease(vendor.id)),
      }));
  });
}

const firstRelease = (vendor: string): number =>
  monthOf(
    parseDay(releases.find((r) => r.vendor === vendor && r.generation === 'segur_v1')!.released_on),
  );
