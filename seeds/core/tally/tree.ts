/**
 * A count and what it is made of. Each list of `parts` divides the same count another way: parts of
 * one list are disjoint and sum to the count or to less, parts of two lists overlap freely.
 */
export interface Count {
  readonly name: string;
  readonly parts?: readonly (readonly Count[])[];
}

/** One way of dividing a count; the parts stand in the order in which they are dealt. */
export interface Partition {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** A forest of counts flattened: a node is an index into `names`, a whole before its parts. */
export interface Tree {
  readonly names: readonly string[];
  readonly roots: readonly number[];
  /** Top-down: a whole is itself dealt before it is divided. */
  readonly partitions: readonly Partition[];
}

/** Flattens a forest. Names are unique in it. */
export function flatten(forest: readonly Count[]): Tree {
  const names: string[] = [];
  const partitions: Partition[] = [];
  const add = (count: Count): number => {
    if (names.includes(count.name)) throw new Error(`The count ${count.name} appears twice.`);
    const node = names.push(count.name) - 1;
    for (const list of count.parts ?? []) {
      const at = partitions.push({ whole: node, parts: [] }) - 1;
      partitions[at] = { whole: node, parts: list.map(add) };
    }
    return node;
  };
  return { names, roots: forest.map(add), partitions };
}

/** The partitions that the counts of `nodes` need, in their order. */
export function needed(tree: Tree, nodes: readonly number[]): readonly Partition[] {
  const wanted = new Set(nodes);
  return tree.partitions
    .toReversed()
    .filter(({ whole, parts }) => {
      const used = parts.some((part) => wanted.has(part));
      if (used) wanted.add(whole);
      return used;
    })
    .toReversed();
}

/** The root above a node. */
export function rootOf(tree: Tree, node: number): number {
  const above = tree.partitions.find(({ parts }) => parts.includes(node));
  return above ? rootOf(tree, above.whole) : node;
}

/** Those of `nodes` that are no part of another one: where they are 0, all are. */
export function topmost(tree: Tree, nodes: readonly number[]): number[] {
  const isBelow = (node: number): boolean => {
    const above = tree.partitions.find(({ parts }) => parts.includes(node));
    return above !== undefined && (nodes.includes(above.whole) || isBelow(above.whole));
  };
  return nodes.filter((node) => !isBelow(node));
}
