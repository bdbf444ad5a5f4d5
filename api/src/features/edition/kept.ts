/**
 * Keeps what was asked for last under so many keys. What is read of an edition never changes; a key says
 * everything that it depends on.
 */
export class Kept<T> {
  readonly #kept = new Map<string, Promise<T>>();

  constructor(readonly size: number) {}

  /** What is kept under the key, or what `read` reads now. */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    const value = kept ?? read();
    // Deleted and set, a key is the latest one.
    this.#kept.delete(key);
    this.#kept.set(key, value);
    // A failed read is not a content: the next request tries again.
    if (kept === undefined) value.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.size && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}
