import type { Month } from '../calendar/calendar.js';
import type { Tally } from '../mart/tally.query.js';
import type { Batch } from './decode.js';
import type { StreamSubmissions } from './stream.js';

/** Counts rows and their total by submitter while pages of a month go by. */
export class TallyMaker {
  private readonly byVendor = new Map<string, Tally>();

  constructor(
    private readonly submitted: StreamSubmissions,
    private readonly month: Month,
  ) {}

  add({ columns }: Batch, rows: Int32Array): void {
    const total = columns.get(this.submitted.total);
    if (total?.type !== 'int4') throw new TypeError(`${this.submitted.total} is no count`);
    const vendor = this.submitted.by === 'vendor' ? columns.get('vendor') : undefined;
    const names = vendor?.type === 'text' ? vendor : undefined;
    for (const row of rows) {
      const name = names ? (names.values[names.index[row] ?? 0] ?? '') : '';
      let tally = this.byVendor.get(name);
      if (!tally) {
        tally = { period: this.month, vendor: name, rows: 0, total: 0 };
        this.byVendor.set(name, tally);
      }
      tally.rows += 1;
      tally.total += total.values[row] ?? 0;
    }
  }

  tallies(): Tally[] {
    return [...this.byVendor.values()];
  }
}
