import type pg from 'pg';
import { closeDay, monthOf, type Day, type Month } from '../calendar/calendar.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { dayVolumes } from './day-volumes.query.js';
import { findDrops } from './drop.js';
import { ledgerBalances } from './ledger-balance.query.js';
import { countsOf, heldBackOf } from './ledger-checks.js';
import { missingSubmissions } from './missing-submissions.query.js';
import { partBooks } from './part-books.query.js';
import { partsToJudge, type JudgedPart } from './parts-to-judge.query.js';
import type { Checked, Finding, QualityContext, QualitySummary } from './quality.js';
import { reconcile } from './reconcile.js';
import { recordFindings } from './record-findings.query.js';
import { noteSeenLines, unseenLines } from './seen-lines.query.js';
import { silentSubmitters } from './silent-submitters.query.js';
import { submissionGroup } from '../streams/submissions.stream.js';
import { standingOutcomes } from './standing-outcomes.query.js';
import { streamLags } from './stream-lags.query.js';

/**
 * Checks what was loaded up to a feed day, and stores how it came out in `ops.quality_check`. Only
 * what something happened to since the last time is looked at again. A check that fails does not
 * throw: it keeps its periods from being published (`gatedPeriods`), and is told.
 */
export async function checkQuality(context: QualityContext, feedDay: Day): Promise<QualitySummary> {
  const streams = context.streams.filter(({ submitted }) => submitted !== undefined);
  return context.transaction(
    async (client) => {
      const lines = await unseenLines(client);
      const parts = await partsToJudge(
        client,
        streams.map(({ name }) => name),
        lines,
      );
      const checks = [
        ...(await checkBooks(client, streams, parts)),
        ...(await checkSources(client, streams, feedDay)),
      ];
      const changed: Finding[] = [];
      for (const check of checks) changed.push(...(await recordFindings(client, feedDay, check)));
      await noteSeenLines(client, feedDay, lines.upTo);
      return { feedDay, changed, standing: await standingOutcomes(client) };
    },
    { repeatable: true },
  );
}

/** Counts, reconciliation and what is held back, month by month, so that memory stays small. */
async function checkBooks(
  client: pg.ClientBase,
  streams: readonly StreamDeclaration[],
  parts: readonly JudgedPart[],
): Promise<Checked[]> {
  const checks: Checked[] = [];
  for (const [month, own] of Map.groupBy(parts, (part) => part.month)) {
    const scope = { parts: own };
    const names = own.map(({ stream }) => stream);
    const balances = await ledgerBalances(client, names, month);
    const settled = await settledParts(client, streams, own, month);
    const books = await partBooks(
      client,
      streams.filter(({ name }) => settled.some(({ stream }) => stream === name)),
      month,
    );
    const heldBack = balances.flatMap((balance) => heldBackOf(month, balance));
    const silent = own.filter(({ stream }) => !balances.some((b) => b.stream === stream));
    checks.push(
      {
        name: 'counts',
        scope,
        findings: [
          ...balances.map((balance) => countsOf(month, balance)),
          // A part without a line in the ledger had nothing to count.
          ...silent.filter(({ final }) => final).map((part) => nothing(part)),
        ],
      },
      {
        name: 'reconciliation',
        scope: { parts: settled },
        findings: books.flatMap((part) => reconcile(part)),
      },
      ...(['quarantined', 'referential'] as const).map((name) => ({
        name,
        scope,
        findings: heldBack.filter((finding) => finding.name === name),
      })),
    );
  }
  return checks;
}

const nothing = ({ stream, month }: JudgedPart): Finding => ({
  name: 'counts',
  stream,
  period: month,
  submitter: '',
  outcome: 'pass',
  observed: 0,
  expected: 0,
});

/** Of the parts of one month, those that are final and whose submissions are all read. */
async function settledParts(
  client: pg.ClientBase,
  streams: readonly StreamDeclaration[],
  parts: readonly JudgedPart[],
  month: Month,
): Promise<JudgedPart[]> {
  const final = parts.filter((part) => part.final);
  const groups = new Map(streams.map((stream) => [stream.name, submissionGroup(stream) ?? '']));
  const { rows } = await client.query<{ stream: string }>(
    `SELECT stream FROM ingest.part
     WHERE stream = ANY($1) AND month = $2 AND (complete OR through >= $3)`,
    [[...new Set(groups.values())], month, closeDay(month)],
  );
  const read = new Set(rows.map(({ stream }) => stream));
  return final.filter(({ stream }) => read.has(groups.get(stream) ?? ''));
}

/** Streams whose submissions are read up to the feed day: of the others nothing can be missing. */
async function spokenFor(
  client: pg.ClientBase,
  streams: readonly StreamDeclaration[],
  feedDay: Day,
): Promise<string[]> {
  const { rows } = await client.query<{ stream: string }>(
    'SELECT stream FROM ingest.part WHERE month = $1 AND through >= $2',
    [monthOf(feedDay), feedDay],
  );
  const read = new Set(rows.map(({ stream }) => stream));
  return streams
    .filter((stream) => read.has(submissionGroup(stream) ?? ''))
    .map(({ name }) => name);
}

/** What the sources did, or did not do. */
async function checkSources(
  client: pg.ClientBase,
  streams: readonly StreamDeclaration[],
  feedDay: Day,
): Promise<Checked[]> {
  const names = await spokenFor(client, streams, feedDay);
  const daily = streams
    .filter(({ name }) => names.includes(name))
    .filter(({ monthly }) => monthly !== true)
    .map(({ name }) => name);
  const scope = { streams: names };
  const lags = await streamLags(client, feedDay);
  const steady = daily.filter((name) =>
    streams.some((stream) => stream.name === name && stream.sporadic !== true),
  );
  const { volumes, fresh } = await dayVolumes(client, steady, feedDay);
  return [
    {
      name: 'freshness',
      scope,
      findings: lags
        .filter(({ stream }) => names.includes(stream))
        .map(({ stream, days }) => ({
          name: 'freshness',
          stream,
          period: '',
          submitter: '',
          outcome: days === 0 ? 'pass' : 'warn',
          observed: days,
          expected: 0,
          ...(days > 0 && { detail: `${days} days behind ${feedDay}` }),
        })),
    },
    {
      name: 'completeness',
      scope,
      findings: await missingSubmissions(client, names, feedDay),
    },
    { name: 'silence', scope, findings: await silentSubmitters(client, daily, feedDay) },
    {
      name: 'drop',
      scope,
      lasting: true,
      findings: findDrops(volumes).filter(({ stream, period }) => fresh.has(`${stream}|${period}`)),
    },
  ];
}
