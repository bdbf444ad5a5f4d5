import { sourceId } from './tracker.js';
import type { EventRows, TextColumn } from './event-rows.js';

/** Length of the header that a binary COPY begins with. */
const headerBytes = 19;

/** Decodes a binary COPY of texts, then an actor where there is one, a record key and amounts. */
export class EventBuffer {
  private pending: Buffer = Buffer.alloc(0);
  private begun = false;
  private readonly words: { values: string[]; known: Map<string, number> }[];
  private indices: Int32Array[] = [];
  private amounts: Float64Array[] = [];
  private keys = new BigInt64Array();
  private actors = new Uint8Array();
  private rows = 0;

  constructor(
    private readonly texts: readonly string[],
    private readonly sources: readonly string[],
    private readonly withActor: boolean,
    private readonly rowsAtOnce: number,
  ) {
    this.words = texts.map(() => ({ values: [], known: new Map() }));
    this.clear();
  }

  /** Takes what has come, and hands on what makes a whole lot. */
  *take(chunk: Buffer): Generator<EventRows> {
    const bytes = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    let at = 0;
    if (!this.begun && bytes.length >= headerBytes) {
      at = headerBytes;
      this.begun = true;
    }
    while (this.begun) {
      const end = this.endOfRow(bytes, at);
      if (end === undefined) break;
      if (this.rows >= this.rowsAtOnce && this.isOfAnotherActor(bytes, at)) yield this.lot();
      this.read(bytes, at);
      at = end;
    }
    this.pending = bytes.subarray(at);
  }

  /** What is left at the end. */
  *rest(): Generator<EventRows> {
    if (this.rows > 0) yield this.lot();
  }

  private get fields(): number {
    return this.texts.length + (this.withActor ? 1 : 0) + 1 + this.sources.length;
  }

  /** Where a row ends, or nothing when it has not wholly come, or there is none any more. */
  private endOfRow(bytes: Buffer, from: number): number | undefined {
    if (bytes.length < from + 2 || bytes.readInt16BE(from) < 0) return undefined;
    let at = from + 2;
    for (let field = 0; field < this.fields; field += 1) {
      if (bytes.length < at + 4) return undefined;
      at += 4 + bytes.readInt32BE(at);
    }
    return at <= bytes.length ? at : undefined;
  }

  private isOfAnotherActor(bytes: Buffer, from: number): boolean {
    if (!this.withActor) return true;
    let at = from + 2;
    for (let field = 0; field < this.texts.length; field += 1) at += 4 + bytes.readInt32BE(at);
    const last = 16 * (this.rows - 1);
    return !bytes.subarray(at + 4, at + 20).equals(this.actors.subarray(last, last + 16));
  }

  private read(bytes: Buffer, from: number): void {
    const row = this.rows;
    if (row === this.keys.length) this.grow();
    let at = from + 2;
    for (let n = 0; n < this.texts.length; n += 1) {
      const length = bytes.readInt32BE(at);
      const index = this.indices[n];
      if (index) index[row] = this.wordOf(n, bytes.toString('latin1', at + 4, at + 4 + length));
      at += 4 + length;
    }
    if (this.withActor) {
      bytes.copy(this.actors, 16 * row, at + 4, at + 20);
      at += 20;
    }
    this.keys[row] = bytes.readBigInt64BE(at + 4);
    at += 12;
    for (let n = 0; n < this.sources.length; n += 1) {
      const amounts = this.amounts[n];
      if (amounts) amounts[row] = bytes.readDoubleBE(at + 4);
      at += 12;
    }
    this.rows += 1;
  }

  /** Identifiers are plain: their bytes are their characters. */
  private wordOf(column: number, text: string): number {
    const words = this.words[column];
    if (!words) return 0;
    let place = words.known.get(text);
    if (place === undefined) {
      place = words.values.push(text) - 1;
      words.known.set(text, place);
    }
    return place;
  }

  private lot(): EventRows {
    const { rows, actors, keys, indices, amounts, texts, sources, words } = this;
    this.clear();
    return {
      rows,
      ...(this.withActor && { actors }),
      recordKeys: keys,
      text: (name): TextColumn => {
        const n = texts.indexOf(name);
        const index = indices[n];
        if (!index) throw new TypeError(`the events were read without ${name}`);
        return { values: words[n]?.values ?? [], index };
      },
      numbers: (source) => {
        const found = amounts[sources.indexOf(sourceId(source))];
        if (!found) throw new TypeError(`the events were read without ${sourceId(source)}`);
        return found;
      },
    };
  }

  private clear(): void {
    const room = this.rowsAtOnce;
    this.rows = 0;
    this.indices = this.texts.map(() => new Int32Array(room));
    this.amounts = this.sources.map(() => new Float64Array(room));
    this.keys = new BigInt64Array(room);
    this.actors = new Uint8Array(this.withActor ? 16 * room : 0);
  }

  /** A contributor with more rows than a lot has room for. */
  private grow(): void {
    const room = 2 * this.keys.length;
    const larger = <T extends Int32Array | Float64Array | BigInt64Array | Uint8Array>(
      held: T,
      fresh: T,
    ): T => {
      fresh.set(held as never);
      return fresh;
    };
    this.indices = this.indices.map((held) => larger(held, new Int32Array(room)));
    this.amounts = this.amounts.map((held) => larger(held, new Float64Array(room)));
    this.keys = larger(this.keys, new BigInt64Array(room));
    if (this.withActor) this.actors = larger(this.actors, new Uint8Array(16 * room));
  }
}
