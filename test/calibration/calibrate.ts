import { publishedFigures } from '@vigie/seeds/reference';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawCharts, readLines } from './charts.js';
import { metrics } from './figures.js';
import { judgeAll, type Judgement } from './judgement.js';
import { readFigures } from './published.js';
import { asJson, asReference, asText } from './report.js';
import { calibrated, constantOf } from './subject.js';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/test/package.json')),
  'calibration',
);

const reference = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/seeds/package.json')),
  'reference/calibrated-figures.json',
);

const HELP = `Every published figure against the simulated core; 1 when a promise is broken.
  --json           one object per figure
  --figures FILE   other figures, a CSV with the columns of published-figures.csv
  --write          also write report.txt, report.svg and what the dashboard shows of them`;

/**
 * Runs the command.
 * @returns 0, 1 when a promise is broken, 2 when the arguments or the file cannot be read
 */
export function calibrate(args: string[]): number {
  try {
    return run(args);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    console.error(error.message);
    return 2;
  }
}

function run(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
      figures: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const figures =
    values.figures === undefined
      ? publishedFigures
      : readFigures(values.figures, Object.keys(metrics));
  const feed = calibrated();
  const judgeFigures = (): Judgement[] => judgeAll(figures, metrics, feed, constantOf);
  feed.prepare(() => {
    judgeFigures();
    if (values.write) readLines(feed);
  });
  const judgements = judgeFigures();
  const { text, good } = asText(judgements, metrics);
  if (values.json) for (const judgement of judgements) console.log(asJson(judgement));
  else process.stdout.write(text);
  if (values.write) {
    writeFileSync(join(folder, 'report.txt'), text);
    writeFileSync(reference, asReference(judgements));
    writeFileSync(join(folder, 'report.svg'), drawCharts(readLines(feed), judgements));
  }
  return good ? 0 : 1;
}
