import { describe, expect, it } from 'vitest';
import { answerOf, cellWith } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { changeOf } from './changes.ts';
import type { PageTerritory } from './territory.ts';

const place = (id: string, kind: PageTerritory['kind']): PageTerritory => ({
  id,
  kind,
  code: id.slice(-2),
  name: id,
  region: null,
  population: 1,
});
const nation = place('FR', 'nation');
const regions = [place('REG-53', 'region'), place('REG-84', 'region')];

/** The sentences about the regions, by their values of August and September. */
function said(values: Record<string, [number | null, number | null]>): string[] {
  const rows = Object.entries(values).flatMap(([territory, [before, now]]) => [
    cellWith({ territory, period: '2026-08', value: before }),
    cellWith({ territory, period: '2026-09', value: now }),
  ]);
  const site = { words: wordsOf('fr'), locale: 'fr', month: null, nation } as const;
  const answer = answerOf('feeding.rate', rows);
  return changeOf(site, 'feeding', answer, null, regions).sentences.map(({ text }) => text);
}

describe('what changed in a flow', () => {
  it('names the region that gained most and the one that lost most', () => {
    const texts = said({ 'REG-53': [50, 52], 'REG-84': [60, 59.5] });
    expect(texts[0]).toContain('Plus forte hausse');
    expect(texts[1]).toContain('Plus forte baisse');
  });

  it('tells regions that stood still from regions that are not published', () => {
    expect(said({ 'REG-53': [50, 50], 'REG-84': [60, null] })).toEqual([
      expect.stringContaining('Aucune région n’a bougé'),
    ]);
    expect(said({ 'REG-53': [null, 50], 'REG-84': [60, null] })).toEqual([
      expect.stringContaining('Non calculable'),
    ]);
  });
});
