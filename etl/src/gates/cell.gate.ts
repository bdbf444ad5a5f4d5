import { valuesOfKey } from '../cells/frame.js';
import type { CellRow } from '../cells/cell-row.js';
import type { Finding } from './finding.js';
import type { GatedPeriod, OwnToldRow } from './gated-period.js';
import {
  findingAt,
  isShown,
  isTold,
  measureOf,
  ownName,
  rowName,
  streamOf,
  sumOf,
  type ShownCell,
} from './shown-cells.js';

/** Publications of the calendar; one more is an erratum's. */
const publications = 3;

/** P01, P08 and what is wrong with a row by itself, of everyone's or of a vendor's own. */
export const rowFindings = (gated: GatedPeriod): Finding[] => [
  ...findingsOf(gated.rows, rowName, gated),
  ...findingsOf(gated.own.rows, ownName, gated),
];

function findingsOf<R extends ToldRow>(
  rows: readonly R[],
  nameOf: (row: R) => string,
  { period, isErratum }: GatedPeriod,
): Finding[] {
  return rows.flatMap((row): Finding[] => {
    const at = { subject: row.measure, stream: streamOf(row), period, cell: nameOf(row) };
    return [
      ...(tellsWithReason(row)
        ? [{ ...at, check: 'P01' as const, says: `a number beside the reason ${row.reason}` }]
        : []),
      ...(tellsFew(row) ? [{ ...at, check: 'P01' as const, says: 'a number below 11' }] : []),
      ...(row.publication > publications + (isErratum ? 1 : 0)
        ? [{ ...at, check: 'P08' as const, says: 'published more often than the calendar allows' }]
        : []),
    ];
  });
}

type ToldRow = CellRow | OwnToldRow;

const numbersOf = ({ value, numerator, denominator }: ToldRow): number[] =>
  [value, numerator, denominator].filter((number) => number !== null);

const tellsWithReason = (row: ToldRow): boolean =>
  row.reason === 'ok' ? row.value === null : numbersOf(row).length > 0;

/** Counts below eleven of what only persons did; structures are public from three on. */
function tellsFew(row: ToldRow): boolean {
  const { kind, disclosure_units: units } = measureOf(row);
  if (!units.every((unit) => unit === 'professional' || unit === 'patient')) return false;
  const counts = kind === 'count' ? [row.value] : [row.numerator, row.denominator];
  return counts.some((count) => count !== null && count < 11);
}

/** P01, P01b, P13 and P23: cells whose true contributors must not be told. */
export function contributorFindings(cells: Iterable<ShownCell>, period: string): Finding[] {
  const checks = { lt11: 'P01', lt3: 'P01b', dominated: 'P13' } as const;
  const says = {
    lt11: 'fewer than 11 persons are told',
    lt3: 'fewer than 3 structures are told',
    dominated: 'a dominating contributor is told',
  } as const;
  const findings: Finding[] = [];
  for (const cell of cells) {
    const { truth, reason } = cell;
    if (truth === 'ok') continue;
    const at = findingAt(cell, period);
    if (isTold(cell)) findings.push({ ...at, check: checks[truth], says: says[truth] });
    else if (reason !== undefined && reason !== truth) {
      findings.push({
        ...at,
        check: 'P23',
        says: `withheld as ${reason}, not as its contributors ask`,
      });
    }
  }
  return findings;
}

/** P07: the same contributors, told in two ways. */
export function sameSetFindings(cells: Iterable<ShownCell>, period: string): Finding[] {
  const sets = Map.groupBy(
    [...cells].filter((cell) => sumOf(cell) > 0 && !cell.portions.none),
    contributorsOf,
  );
  return [...sets.values()].flatMap((same): Finding[] => {
    const [first] = same;
    const values = new Set(same.flatMap((cell) => [...cell.values]));
    // A cell that only ratios are made of may be withheld for a ratio's sake.
    const withheld = same.find((cell) => !isShown(cell) && cell.reason !== undefined);
    if (!first || (values.size < 2 && (values.size === 0 || !withheld))) return [];
    const says =
      values.size > 1
        ? 'two values of the same contributors'
        : 'told elsewhere of the same contributors';
    return [{ ...findingAt(withheld ?? first, period), check: 'P07', says }];
  });
}

/** P07 again: what a vendor is told of its own, of the contributors of a cell that everyone reads. */
export function ownValueFindings(
  cells: Iterable<ShownCell>,
  own: Iterable<ShownCell>,
  period: string,
): Finding[] {
  const toldOf = new Map([...cells].filter(isTold).map((cell) => [contributorsOf(cell), cell]));
  return [...own].filter(isTold).flatMap((cell): Finding[] => {
    const everyones = toldOf.get(contributorsOf(cell));
    if (
      sumOf(cell) === 0 ||
      !everyones ||
      [...cell.values].every((value) => everyones.values.has(value))
    )
      return [];
    const says = 'a vendor is told another value of the same contributors';
    return [{ ...findingAt(cell, period), check: 'P07', says }];
  });
}

/**
 * Parts that count the same of the same rows are one: doctors' documents, and those of profession 10.
 * A wide part counts the column of the cell's own value, where it has one.
 */
function contributorsOf({ part, cuboid, key, portions }: ShownCell): string {
  const { stream, kind, by, plus, minus, at_least: least, above } = part;
  const column = by ? (valuesOfKey(cuboid, key)[by.dimension] ?? by.columns) : part.column;
  const counted = JSON.stringify([stream, kind, column, plus, minus, least, above]);
  return Object.entries(portions)
    .filter(([, { n }]) => n > 0)
    .reduce((text, [unit, { n, sum, keySum }]) => `${text}|${unit} ${n} ${sum} ${keySum}`, counted);
}
