/** One part of a total: the product of its factors, before and after. */
export interface Stratum {
  id: string;
  before: readonly number[];
  after: readonly number[];
}

export interface Decomposition {
  /** After less before, as published for the total. */
  change: number;
  /** What each factor brought in each stratum: one row a stratum, one column a factor. */
  effects: { id: string; byFactor: number[] }[];
  /** What each factor brought over all strata. */
  byFactor: number[];
  /** The rest: totals are protected on their own, and strata may be secret. */
  protectionGap: number;
}

/**
 * Splits a change exactly into what each factor brought. The total is the sum over strata of the
 * product of their factors; an effect is the mean of what moving the factor alone would change, over
 * all orders in which factors can move, so that no order is favoured and nothing is left over. What
 * the published total changed besides is told apart.
 *
 * Formula: the Shapley value, after A. F. Shorrocks, Journal of Economic Inequality 11, 2013; with two
 * factors it is that of E. M. Kitagawa, JASA 50, 1955.
 *
 * @param published the total as it was published, in the unit of the products
 * @throws Error where strata have different numbers of factors
 */
export function decompose(
  strata: readonly Stratum[],
  published: { before: number; after: number },
): Decomposition {
  const count = strata[0]?.before.length ?? 0;
  const effects = strata.map(({ id, before, after }) => {
    if (before.length !== count || after.length !== count) {
      throw new Error(`${id} has not ${count} factors`);
    }
    const product = (moved: ReadonlySet<number>): number =>
      before.reduce(
        (value, old, index) => value * (moved.has(index) ? (after[index] ?? 0) : old),
        1,
      );
    return { id, byFactor: shapley(count, product) };
  });
  const byFactor = Array.from({ length: count }, (_, index) =>
    effects.reduce((sum, one) => sum + (one.byFactor[index] ?? 0), 0),
  );
  const change = published.after - published.before;
  const explained = byFactor.reduce((sum, effect) => sum + effect, 0);
  return { change, effects, byFactor, protectionGap: change - explained };
}

/** Each player's mean contribution over all orders of joining; they add up to the whole gain. */
function shapley(players: number, gain: (joined: ReadonlySet<number>) => number): number[] {
  const all = Array.from({ length: players }, (_, index) => index);
  const coalitions = all.reduce<number[][]>(
    (sets, player) => [...sets, ...sets.map((set) => [...set, player])],
    [[]],
  );
  return all.map((player) =>
    coalitions
      .filter((set) => !set.includes(player))
      .reduce((sum, set) => {
        const orders = factorial(set.length) * factorial(players - set.length - 1);
        const brought = gain(new Set([...set, player])) - gain(new Set(set));
        return sum + (orders / factorial(players)) * brought;
      }, 0),
  );
}

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));
