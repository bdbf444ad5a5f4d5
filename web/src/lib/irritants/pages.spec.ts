import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryApi } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { openTopic, orNull } from '../topics/open.ts';
import { loadCards, loadIrritantPanels } from './figures.ts';
import { loadIrritant } from './one.ts';

describe('pages on the fixture', () => {
  const open = (failing: string[] = []) => openTopic(memoryApi(failing), 'en', wordsOf('en'));
  afterEach(() => vi.restoreAllMocks());

  it('have every figure, with and without an irritant', async () => {
    const opened = await open();
    const asked = opened.api.irritants();
    for (const irritant of [null, 'IRR-3']) {
      const { reports, channels, regions, events } = await loadIrritantPanels(
        opened,
        { irritant, period: null },
        asked,
      );
      const kinds = [reports, channels, regions, ...events].map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(['figure']));
      expect(events).toHaveLength(4);
    }
    const { cards } = await loadCards(opened, null, await asked);
    expect(cards).toHaveLength(7);
  });

  it('have every figure of every irritant', async () => {
    const opened = await open();
    const described = await opened.api.irritants();
    for (const { id } of described.irritants) {
      const irritant = await opened.api.irritant(id);
      const page = await loadIrritant(opened, null, irritant, described);
      const panels = [
        page.history,
        page.channels,
        page.regions,
        ...page.events.map((e) => e.panel),
      ];
      expect(panels.map(({ kind }) => kind)).not.toContain('missing');
      expect(page.keyNumbers).toHaveLength(3);
    }
  });

  it('lose only what fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const opened = await open(['/v1/irritants', 'measure=identity']);
    const asked = orNull(opened.api.irritants());
    expect(await asked).toBeNull();
    const page = await loadIrritantPanels(opened, { irritant: 'IRR-2', period: null }, asked);
    expect(page.reports.kind).toBe('figure');
    expect(page.events.map(({ kind }) => kind)).toEqual(['missing', 'missing', 'figure', 'figure']);
  });
});
