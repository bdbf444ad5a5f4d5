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

/** A variable under equations and bounds. */
export interface Programme {
  readonly target: string;
  readonly equations: readonly Equation[];
  /** Of each variable, the low ones finite; those of none are at least zero. */
  readonly bounds: ReadonlyMap<string, Range>;
}

/** Least and most that a variable can be. */
export const rangeOf = async (programme: Programme): Promise<Range> => ({
  low: await endOf(programme, 'low'),
  high: await endOf(programme, 'high'),
});

/**
 * Least or most that a variable can be.
 *
 * @throws Error where the solver finds no answer, for then the attack itself is wrong
 */
export async function endOf(programme: Programme, end: keyof Range): Promise<number> {
  highs ??= loadHighs();
  const solver = await highs;
  const text = written(programme);
  const solved = (sense: 'Minimize' | 'Maximize') => solver.solve(`${sense}\n${text}`);
  const { Status, ObjectiveValue } = solved(end === 'low' ? 'Minimize' : 'Maximize');
  if (Status === 'Optimal') return ObjectiveValue;
  // Without end above, or impossible: what is possible has an end below, since bounds do.
  const isOpen = Status === 'Unbounded' || Status === 'Primal infeasible or unbounded';
  if (end === 'high' && isOpen && solved('Minimize').Status === 'Optimal')
    return Number.POSITIVE_INFINITY;
  throw new Error(`the programme for ${programme.target} is ${Status}`);
}

/** A programme in the LP format, but for its sense. */
function written({ target, equations, bounds }: Programme): string {
  const names = new Map<string, string>();
  const nameOf = (variable: string): string => {
    const known = names.get(variable) ?? `x${names.size}`;
    names.set(variable, known);
    return known;
  };
  const objective = nameOf(target);
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
  const limits = [...names].flatMap(([variable, name]): string[] => {
    const { low, high } = bounds.get(variable) ?? { low: 0, high: Number.POSITIVE_INFINITY };
    return [`${low} <= ${name} <= ${Number.isFinite(high) ? high : '+inf'}`];
  });
  return `obj: ${objective}\nSubject To\n${rows.join('\n')}\nBounds\n${limits.join('\n')}\nEnd\n`;
}

/** Terms of a sum, in lines that a reader of the LP format takes. */
const inLines = (terms: readonly string[]): string =>
  terms.map((term, at) => (at % 8 === 7 ? `${term}\n` : term)).join(' ');
