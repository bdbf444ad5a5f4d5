import highsModule, { type Highs } from 'highs';

// Its types are those of a CommonJS module, what is loaded is an ES module.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** A sum of variables with their factors, between two numbers. */
export interface Equation {
  readonly terms: readonly (readonly [variable: string, factor: number])[];
  readonly least: number;
  readonly most: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

let highs: Promise<Highs> | undefined;

/**
 * Least and most that a variable can be, under equations and bounds.
 *
 * @param bounds of each variable; those of none are at least zero
 * @throws Error where the solver finds no answer, for then the attack itself is wrong
 */
export async function rangeOf(
  target: string,
  equations: readonly Equation[],
  bounds: ReadonlyMap<string, Range>,
): Promise<Range> {
  highs ??= loadHighs();
  const solver = await highs;
  const names = new Map<string, string>();
  const nameOf = (variable: string): string => {
    const known = names.get(variable) ?? `x${names.size}`;
    names.set(variable, known);
    return known;
  };
  const rows = equations.flatMap(({ terms, least, most }, at): string[] => {
    const sum = terms.map(
      ([variable, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${nameOf(variable)}`,
    );
    if (sum.length === 0) return [];
    const text = inLines(sum);
    if (least === most) return [`e${at}: ${text} = ${least}`];
    return [
      ...(Number.isFinite(least) ? [`l${at}: ${text} >= ${least}`] : []),
      ...(Number.isFinite(most) ? [`m${at}: ${text} <= ${most}`] : []),
    ];
  });
  const objective = nameOf(target);
  const limits = [...names].flatMap(([variable, name]): string[] => {
    const { low, high } = bounds.get(variable) ?? { low: 0, high: Number.POSITIVE_INFINITY };
    return [`${low} <= ${name} <= ${Number.isFinite(high) ? high : '+inf'}`];
  });
  const solved = (sense: 'Minimize' | 'Maximize'): number => {
    const { Status, ObjectiveValue } = solver.solve(
      `${sense}\n obj: ${objective}\nSubject To\n${rows.join('\n')}\nBounds\n${limits.join('\n')}\nEnd\n`,
    );
    if (Status === 'Unbounded' || Status === 'Primal infeasible or unbounded')
      return Number.POSITIVE_INFINITY;
    if (Status !== 'Optimal') throw new Error(`the programme for ${target} is ${Status}`);
    return ObjectiveValue;
  };
  return { low: solved('Minimize'), high: solved('Maximize') };
}

/** Terms of a sum, in lines that a reader of the LP format takes. */
const inLines = (terms: readonly string[]): string =>
  terms.map((term, at) => (at % 8 === 7 ? `${term}\n` : term)).join(' ');
