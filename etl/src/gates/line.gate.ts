import { cellName } from '../cells/frame.js';
import { contributorRule } from './contributor-rule.js';
import type { Finding } from './finding.js';
import type { Line } from './lines.js';
import { findingAt, isShown, isTold, sumOf, type ShownCell } from './shown-cells.js';

/** The largest noise of a count (D of privacy.md A1.4). */
const declaredNoise = 15;
/** Fewer published counts than this may by chance all have little noise. */
const fewestCounts = 200;
/** A contribution must not be told within this share of it (privacy.md A4, P13). */
const contributorMargin = 0.1;
/** Fewer differences than this say nothing of how often they are exact. */
const fewestDifferences = 12;
/** Withheld counts may be exact this much more often than by guessing (privacy.md A4, P03). */
const gain = 0.08;
/** Standard errors beyond it that are put down to chance: noise stays, so would a false alarm. */
const doubt = 3;

const personsOf = ({ portions }: ShownCell): number => portions.person?.n ?? 0;
const structuresOf = ({ portions }: ShownCell): number => portions.structure?.n ?? 0;

/** The noisy count of persons, as someone who knows the factor and the structures has it. */
function noisyPersons(cell: ShownCell): number {
  const [value = 0] = cell.values;
  const { person, structure } = cell.portions;
  const expanded = (person?.expanded ?? 0) + (structure?.expanded ?? 0);
  return expanded === 0 ? 0 : (value * sumOf(cell)) / expanded - structuresOf(cell);
}

/** The only withheld cell of a line of counts, its total included; undefined where several are. */
function loneSecret({ total, cells, isWhole }: Line): ShownCell | undefined {
  const withheld = [total, ...cells].filter((cell) => !isShown(cell));
  const [target] = withheld;
  return isWhole && withheld.length === 1 && target && isFew(personsOf(target))
    ? target
    : undefined;
}

const isFew = (persons: number): boolean => persons >= 1 && persons <= 10;

/** The largest noise that there is, which an attacker is taken to know as all of the mechanism. */
function largestNoise(lines: readonly Line[]): number {
  const shown = new Set(lines.flatMap(({ total, cells }) => [total, ...cells]).filter(isShown));
  const noises = [...shown]
    .filter((cell) => isTold(cell) && personsOf(cell) > 0)
    .map((cell) => Math.abs(noisyPersons(cell) - personsOf(cell)));
  // Values are whole where they are expanded: what is less than a half is no noise.
  return noises.length < fewestCounts ? declaredNoise : Math.round(Math.max(...noises));
}

/** Persons that the source counts over each cell are distinct in it: a total is not their sum. */
const isAddedUp = ({ part, portions }: ShownCell): boolean =>
  part.kind !== 'volume' && part.kind !== 'distinct' && !portions.none;

/**
 * P03 and P04: what lines of counts tell of their one withheld cell, read as it is, and as far as
 * bounded noise allows.
 */
export function countFindings(lines: readonly Line[], period: string): Finding[] {
  const counts = lines.filter(({ total }) => isAddedUp(total));
  const noise = largestNoise(counts);
  const differences: Difference[] = [];
  const findings: Finding[] = [];
  for (const line of counts) {
    const target = loneSecret(line);
    if (!target) continue;
    const others = [line.total, ...line.cells].filter((cell) => cell !== target);
    // What only stands shows no value here to reckon with.
    if (!others.every(isTold)) continue;
    const isTotal = target === line.total;
    const sign = (cell: ShownCell): number => (isTotal || cell === line.total ? 1 : -1);
    const estimate = others.reduce((sum, cell) => sum + sign(cell) * noisyPersons(cell), 0);
    const truth = personsOf(target);
    const { stream } = line.total.part;
    differences.push({ stream, truth, isExact: Math.round(estimate) === truth });
    const noisy = others.filter((cell) => personsOf(cell) > 0).length;
    const high = Math.min(10 + declaredNoise, estimate + noisy * noise);
    const low = Math.max(0, estimate - noisy * noise);
    if (high - low > 2) continue;
    findings.push({ ...findingAt(target, period), check: 'P04', says: 'bounded to a width of 2' });
  }
  const streams = Map.groupBy(differences, ({ stream }) => stream);
  return [...findings, ...[...streams].flatMap((own) => exactFindings(...own, period))];
}

/** What the one withheld count of a line truly is, and whether the line tells it. */
interface Difference {
  readonly stream: string;
  readonly truth: number;
  readonly isExact: boolean;
}

/** P03 over all lines of a stream's period: one line alone says nothing, its noise may be zero. */
function exactFindings(
  stream: string,
  differences: readonly Difference[],
  period: string,
): Finding[] {
  const { length } = differences;
  if (length < fewestDifferences) return [];
  const truths = Map.groupBy(differences, ({ truth }) => truth);
  const guess = Math.max(...[...truths.values()].map((own) => own.length)) / length;
  const hits = differences.filter(({ isExact }) => isExact).length / length;
  const error = Math.sqrt((hits * (1 - hits)) / length);
  if (hits <= guess + gain + doubt * error) return [];
  const says = 'withheld counts are the difference of published ones too often';
  return [{ check: 'P03', subject: '*', stream, period, cell: `${length} lines`, says }];
}

/**
 * P13 and P14: withheld volumes that their line tells, every published volume being exact: what else is
 * withheld in it must leave the largest contributor open by a tenth, and the largest vendor by 15 %.
 *
 * @param ofVendors how uncertain cells must be that the rule on vendors withholds, by their names
 */
export function volumeFindings(
  lines: readonly Line[],
  ofVendors: ReadonlyMap<string, number>,
  period: string,
): Finding[] {
  return lines.flatMap((line): Finding[] => {
    const { total, cells, isWhole, rest = 0 } = line;
    if (total.part.kind !== 'volume' || !isWhole) return [];
    const withheld = [total, ...cells].filter((cell) => !isShown(cell));
    return withheld.flatMap((target): Finding[] => {
      const others = withheld.filter((cell) => cell !== target);
      if (others.includes(total) || sumOf(target) <= 0) return [];
      const open = others.reduce((sum, cell) => sum + sumOf(cell), rest);
      const found = { ...findingAt(target, period), says: `told by ${total.name}` };
      if (target.truth !== 'ok' && open <= contributorMargin * largestOf(target)) {
        return [{ ...found, check: 'P13' }];
      }
      const need = ofVendors.get(cellName(target.part, target.cuboid, target.key)) ?? 0;
      return need > 0 && open <= need ? [{ ...found, check: 'P14' }] : [];
    });
  });
}

/** Largest contribution of what the cell is withheld for: one hospital's, not that of all doctors beside it. */
const largestOf = ({ portions }: ShownCell): number =>
  Math.max(
    0,
    ...Object.entries(portions)
      .filter(([unit, own]) => contributorRule(true, { [unit]: own }) !== 'ok')
      .map(([, { x1 }]) => x1),
  );
