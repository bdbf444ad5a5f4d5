import { measures, type Measure, type Part } from '@vigie/seeds/catalogue';
import { sectors } from '@vigie/seeds/reference';
import { createHmac } from 'node:crypto';
import { standardNormalQuantile, tableNoise } from './noise-oracle.js';
import type { OracleCell } from './oracle.js';

/**
 * A second opinion on what leaves of an exact cell (privacy.md A1): written from the decisions, with
 * the keyed function of the platform alone; it shares no code with what protects.
 */
export interface OraclePart {
  readonly reason: 'ok' | 'lt11' | 'lt3' | 'dominated';
  /** Expanded and whole; null where it is withheld. */
  readonly value: number | null;
  readonly persons: number;
  readonly sum: number;
  readonly expanded: number;
  readonly isVolume: boolean;
  /** Its contributors let it be told; whether what it shows is large enough is another matter. */
  readonly isOpen: boolean;
}

type Unit = 'person' | 'structure' | 'none';
export interface LateCell extends OracleCell {
  /** Largest contribution of what came since an earlier publication and may not be told. */
  readonly lateX1: number;
}
export type Contributions = ReadonlyMap<Unit, LateCell>;

/** Whose activity a part shows in a sector, the empty text for all of them. */
export function unitsOfPart(part: Part, sector: string): readonly Unit[] {
  const declared = new Set(
    measures
      .filter(({ numerator, denominator }) => [numerator, denominator].includes(part.id))
      .flatMap(({ disclosure_units: units }) => units),
  );
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => (declared as ReadonlySet<string>).has(name));
  const persons = has('professional', 'patient');
  const structures = has('structure');
  if (!persons && !structures) return ['none'];
  const own = sectors.find(({ id }) => id === sector)?.disclosure_unit;
  if (persons && structures && own) return [own === 'structure' ? 'structure' : 'person'];
  return [
    ...(persons ? (['person'] as const) : []),
    ...(structures ? (['structure'] as const) : []),
  ];
}

/**
 * @param units those that may contribute
 * @param column of a part made of columns, where the cell is of one of them
 */
export function oraclePart(
  part: Part,
  units: readonly Unit[],
  cells: Contributions,
  secret: Buffer,
  column?: string,
): OraclePart {
  const person = cells.get('person');
  const structure = cells.get('structure');
  const all = [...cells.values()];
  const sum = total(all, ({ sum: own }) => own);
  const expanded = total(all, ({ expanded: own }) => own);
  const isVolume = part.kind === 'volume';
  const isPublic = units.includes('none');
  const reason = isPublic ? 'ok' : ruleOf(units, person, structure, isVolume);
  const facts = { persons: person?.n ?? 0, sum, expanded, isVolume, isOpen: reason === 'ok' };
  if (isPublic) return { reason, value: Math.round(expanded), ...facts };
  const noisy = reason === 'ok' ? shownOf(part, person, structure, secret, column) : undefined;
  if (reason !== 'ok') return { reason, value: null, ...facts };
  if (noisy === undefined) return { reason: 'lt11', value: null, ...facts };
  return { reason, value: Math.round((noisy * expanded) / sum), ...facts };
}

const total = (cells: readonly OracleCell[], of: (cell: OracleCell) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0);

function ruleOf(
  units: readonly Unit[],
  person: LateCell | undefined,
  structure: LateCell | undefined,
  isVolume: boolean,
): OraclePart['reason'] {
  if (!person && !structure) return units.includes('person') ? 'lt11' : 'lt3';
  if (person && person.n < 11) return 'lt11';
  if (structure && structure.n < 3) return 'lt3';
  const isTold = [person, structure].some(
    (cell) => cell && (cell.x1 > 0.85 * cell.sum || cell.sum - cell.x1 - cell.x2 < 0.15 * cell.x1),
  );
  return isVolume && isTold ? 'dominated' : 'ok';
}

/** The raw value with its noise; undefined where what was noisy shows as fewer than eleven. */
function shownOf(
  part: Part,
  person: LateCell | undefined,
  structure: LateCell | undefined,
  secret: Buffer,
  column: string | undefined,
): number | undefined {
  const drawn = (keys: bigint, amount: number): number => {
    const message = `${whatIsCounted(part, column)}|${keys}|${amount}`;
    const digest = createHmac('sha256', secret).update(message).digest('hex');
    return parseInt(digest.slice(0, 13), 16) / 2 ** 52;
  };
  if (part.kind !== 'volume') {
    if (!person) return structure?.sum;
    const persons = person.n + tableNoise(person.n, drawn(person.keySum, person.n));
    return persons < 11 ? undefined : persons + (structure?.sum ?? 0);
  }
  const all = [person, structure].flatMap((cell) => (cell ? [cell] : []));
  const sum = total(all, ({ sum: own }) => own);
  const largest = Math.max(...all.map(({ x1 }) => x1));
  const share = Math.min(3, Math.max(0.5, 40 / Math.sqrt(total(all, ({ n }) => n)))) / 100;
  const late = Math.max(...all.map(({ lateX1 }) => lateX1));
  const deviation = Math.max(Math.sqrt(10), Math.min(largest / 4, share * sum), 0.35 * late);
  const keys = all.reduce((of, { keySum }) => of + keySum, 0n) % 2n ** 63n;
  const quantile = standardNormalQuantile(drawn(keys, sum));
  const shown = Math.round(sum + Math.min(4.74, Math.max(-4.74, quantile)) * deviation);
  return shown < 11 ? undefined : shown;
}

/** Parts of the same rows that differ by which they keep count the same. */
function whatIsCounted(part: Part, column: string | undefined): string {
  const columns =
    column ??
    [
      part.column ?? part.by?.columns.join('+') ?? '',
      ...(part.plus ?? []).map((name) => `+${name}`),
      ...(part.minus ?? []).map((name) => `-${name}`),
    ].join('');
  const bound = part.above
    ? `>${part.above.share}*${part.above.of}`
    : part.at_least === undefined
      ? ''
      : `>=${part.at_least}`;
  return `${part.stream}/${part.kind}/${columns}${bound}`;
}

export interface OracleFigure {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reason: string;
}

/** A measure's cell from its parts, thresholds on exact ones, division of what leaves. */
export function oracleFigure(
  measure: Measure,
  above: OraclePart,
  below: OraclePart | undefined,
): OracleFigure {
  const told = (reason: string): OracleFigure => ({
    ...{ value: null, numerator: null, denominator: null, reason },
  });
  if (!below) return { ...told(above.reason), value: above.value };
  const isShare = measure.kind === 'ratio';
  const areCounts = !above.isVolume && !below.isVolume;
  if (isShare && areCounts && above.reason === 'lt11' && below.reason === 'ok') {
    const isSmall = above.persons < 11 && below.sum >= 220;
    if (isSmall && 20 * above.expanded <= below.expanded) return told('at_most_5');
  }
  if (above.value === null) return told(above.reason);
  if (below.value === null) return told(below.reason);
  if (below.sum < 100) return told('small_denominator');
  const percent = (100 * above.value) / below.value;
  const figures = { numerator: above.value, denominator: below.value, reason: 'ok' };
  if (!isShare) {
    const digits = below.sum >= 3_000 ? 3 : below.sum >= 300 ? 2 : 1;
    const mean = ((measure.times ?? 1) * above.value) / below.value;
    return { ...figures, value: Number(mean.toPrecision(digits)) };
  }
  const isPublic = !above.isVolume && below.persons === 0;
  const left = above.isVolume ? below.sum - above.sum : below.persons - above.persons;
  if (!isPublic && left < 11) {
    const isNearAll = below.sum >= 220 && above.expanded >= 0.95 * below.expanded;
    return told(isNearAll ? 'at_least_95' : 'lt11');
  }
  const step = below.sum >= 3_000 ? 0.1 : below.sum >= 300 ? 1 : 5;
  const value = Number((Math.round(percent / step) * step).toFixed(1));
  if (!isPublic && value <= 0) return told('at_most_5');
  if (!isPublic && value >= 100) return told('at_least_95');
  return { ...figures, value };
}
