/** Two decimals: more would promise more than the figures hold. Null stays null. */
export function rounded<T extends number | null>(value: T): T {
  return (value === null ? null : Number(value.toFixed(2))) as T;
}
