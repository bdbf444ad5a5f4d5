import { type Cell, type Format, type PackedFormat } from '@vigie/contract';
import { type AnswerHead } from './answer-head.js';
import { toArrow, toArrowStream } from './arrow.format.js';
import { toCount } from './count.format.js';
import { toCsvFr } from './csv-fr.format.js';
import { toCsv } from './csv.format.js';
import { toJson } from './json.format.js';
import { toParquet } from './parquet.format.js';
import { type Words } from './words.js';
import { toXlsx } from './xlsx.format.js';

type Writer = (
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
  words: Words,
) => AsyncIterable<string | Uint8Array>;

/** What makes an answer of the one stream of rows, in each format. */
export const writers: Readonly<Record<Exclude<Format, 'zip'>, Writer>> = {
  json: toJson,
  csv: toCsv,
  csv_fr: toCsvFr,
  xlsx: toXlsx,
  parquet: toParquet,
  arrow: toArrow,
  arrow_stream: toArrowStream,
  count: toCount,
};

/** End of the file name of each format that is a file to keep: no two of them are alike. */
export const fileEndings: Readonly<Record<PackedFormat | 'zip', string>> = {
  csv: '.csv',
  csv_fr: '-excel-fr.csv',
  xlsx: '.xlsx',
  parquet: '.parquet',
  arrow: '.arrow',
  arrow_stream: '.arrows',
  zip: '.zip',
};
