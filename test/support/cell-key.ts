import { cellKeyOf } from '@vigie/etl';

/** The key of every world of the tests, as `VIGIE_CELL_KEY` gives it. */
export const cellSecret = '1d'.repeat(32);
export const cellKey = cellKeyOf(Buffer.from(cellSecret, 'hex'));
