import { type SourceStream } from '@vigie/contract';
import { daysOf } from '@vigie/contract/formulas';
import { submitter } from '@vigie/warehouse/schema';
import { and, count, eq, inArray, lte, max, or, sql, sum } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { completeness } from './ops-views.js';

/** A stream, and the month of it that is looked at. */
export interface StreamMonth {
  stream: string;
  month: string;
}

/** From this share on most of what is awaited came, in percent. */
const most = 80;

const bandOf = (came: number, expected: number): SourceStream['received'] => {
  if (came >= expected) return 'complete';
  return 100 * came >= most * expected ? 'at_least_80' : 'under_80';
};

/**
 * What came of each stream and sector for a month, against what was awaited. A month that is sent
 * day by day is worth so many submissions as it has days.
 */
export async function sourceStreams(
  { db }: Scope,
  months: readonly StreamMonth[],
): Promise<SourceStream[]> {
  if (months.length === 0) return [];
  const [awaited, submissions] = await Promise.all([
    db
      .select({ stream: submitter.stream, sector: submitter.sector, senders: count() })
      .from(submitter)
      .where(
        or(
          ...months.map(({ stream, month }) =>
            and(eq(submitter.stream, stream), lte(submitter.expectedFrom, month)),
          ),
        ),
      )
      .groupBy(submitter.stream, submitter.sector)
      .orderBy(submitter.stream, submitter.sector),
    received({ db }, months),
  ]);
  const monthOf = new Map(months.map(({ stream, month }) => [stream, month]));
  return awaited.map(({ stream, sector, senders }) => {
    const month = monthOf.get(stream) ?? '';
    const own = submissions.filter((one) => one.stream === stream && one.sector === (sector ?? ''));
    const whole = own.find(({ daily }) => !daily);
    const daily = own.find((one) => one.daily);
    const days = daily === undefined ? 1 : daysOf(month).length;
    const expected = senders * days;
    // A sender that sent its month whole has sent each of its days.
    const came = (whole?.received ?? 0) * days + (daily?.received ?? 0);
    return {
      stream,
      sector,
      month,
      received: bandOf(came, expected),
      last_sent_on:
        own
          .map(({ lastSentOn }) => lastSentOn ?? '')
          .sort()
          .at(-1) || null,
    };
  });
}

/** Submissions of the months, those of a whole month apart from those of its days. */
function received({ db }: Pick<Scope, 'db'>, months: readonly StreamMonth[]) {
  const month = sql<string>`left(${completeness.period}, 7)`;
  const daily = sql<boolean>`length(${completeness.period}) > 7`;
  const periods = [...new Set(months.map((one) => one.month))];
  return db
    .select({
      stream: completeness.stream,
      sector: completeness.sector,
      daily,
      received: sum(completeness.received).mapWith(Number),
      lastSentOn: max(completeness.lastSentOn),
    })
    .from(completeness)
    .where(
      and(
        inArray(month, periods),
        or(...months.map((one) => and(eq(completeness.stream, one.stream), eq(month, one.month)))),
      ),
    )
    .groupBy(completeness.stream, completeness.sector, daily);
}
