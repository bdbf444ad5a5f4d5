import { calibratedFigures, publishedFigures } from '@vigie/seeds/reference';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { calibrate } from './calibrate.js';
import { metrics } from './figures.js';
import { constantOf } from './subject.js';

const committed = readFileSync(join(import.meta.dirname, 'report.txt'), 'utf8');

afterEach(() => vi.restoreAllMocks());

/** Runs the command and keeps what it prints. */
function run(...args: string[]): { code: number; out: string; error: string } {
  let [out, error] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(console, 'log').mockImplementation((line) => void (out += `${String(line)}\n`));
  vi.spyOn(console, 'error').mockImplementation((line) => void (error += `${String(line)}\n`));
  return { code: calibrate(args), out, error };
}

function file(...rows: string[]): string {
  const header = 'id,metric,definition_en,scope,period,value,unit,confidence,source';
  const path = join(mkdtempSync(join(tmpdir(), 'vigie-figures-')), 'figures.csv');
  writeFileSync(path, [header, ...rows, ''].join('\n'));
  return path;
}

describe('the calibration report', () => {
  it(
    'is the committed one; `npm run calibrate -- --write` writes it again',
    { timeout: 90_000 },
    () => {
      expect(run().out).toBe(committed);
    },
  );

  it('is what the dashboard shows, figure by figure', () => {
    const judged = committed.split('\n').filter((line) => /^PF\d{3} /.test(line));
    expect(calibratedFigures.map(({ id }) => id)).toEqual(publishedFigures.map(({ id }) => id));
    for (const { id, verdict, difference } of calibratedFigures) {
      const line = judged.find((text) => text.startsWith(id)) ?? '';
      if (verdict === 'not expressible') continue;
      expect(line, id).toContain(verdict);
      if (difference !== null) expect(line.replace('−', '-'), id).toContain(difference.toFixed(1));
    }
  });

  it('says how every published metric is read', () => {
    const unread = publishedFigures.filter(
      (figure) => !(figure.metric in metrics) && !constantOf(figure),
    );
    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  it(
    'prints one object per figure and ends with 1 when a promise is broken',
    { timeout: 60_000 },
    () => {
      const path = file('PF901,profiles_open,Open,national,2026-01,1000,profiles,quoted,nowhere');
      const { code, out } = run('--json', '--figures', path);
      expect(JSON.parse(out)).toMatchObject({ id: 'PF901', published: 1000, verdict: 'outside' });
      expect(code).toBe(1);
    },
  );

  it('refuses a bad file with 2 before anything is computed', () => {
    const path = file('PF901,profiles_open,Open,nowhere,2026-01,1000,profiles,quoted,nowhere');
    const { code, error } = run('--figures', path);
    expect(error).toContain('Line 2, column scope: “nowhere” is not allowed. Allowed: national,');
    expect(code).toBe(2);
    expect(run('--figures', `${path}.not`).error).toContain('no such file');
    expect(run('--nothing').code).toBe(2);
  });
});
