import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../dev/words.ts';
import type { ChartSpec } from '../chart/chart-spec.ts';
import { drawing } from '../chart/drawing.ts';
import { type Drawn, drawnTransport } from '../chart/drawn.ts';
import { rendering } from '../chart/rendering.ts';
import { sampleBand, sampleBars, sampleFunnel, sampleMap, sampleTrend } from '../chart/samples.ts';
import { figure, IncompleteFigure, type FigureParts } from './figure.ts';
import { imageAsked, imagePath } from './image-address.ts';
import { imagePng } from './image.png.ts';
import { imageSvg } from './image.svg.ts';
import { figurePageOf, figurePages } from './registry.ts';

const parts = (changes: Partial<FigureParts> = {}): FigureParts => ({
  id: 'alimentation',
  title: 'La moitié des documents alimentent le DMP',
  sentence: 'En septembre 2026, 50,3 % des documents produits.',
  measure: { id: 'feeding.rate', version: 1, label: 'Taux d’alimentation', definition: '…' },
  simulated: true,
  drawing: drawing(sampleTrend()),
  notes: [],
  table: {
    caption: 'Taux',
    headers: ['Mois', 'Taux'],
    rows: [{ header: 'mai', cells: [{ text: '3' }] }],
  },
  downloads: [],
  through: '30 septembre 2026',
  updated: '12 novembre 2026 à 06:04',
  citation: 'Données simulées, Vigie, édition du 12/11/2026.',
  references: [],
  ...changes,
});

describe('figure', () => {
  it('is not made without title, sentence, table, or rows where there is a chart', () => {
    const table = parts().table;
    const incomplete: Partial<FigureParts>[] = [
      { title: ' ' },
      { sentence: '' },
      { table: { ...table, caption: '' } },
      { table: { ...table, headers: [] } },
      { table: { ...table, rows: [] } },
      { table: { ...table, headers: ['Mois', 'Taux', 'Objectif'] } },
      { id: 'Pas un nom' },
    ];
    for (const changes of incomplete) {
      expect(() => figure(parts(changes)), JSON.stringify(changes)).toThrow(IncompleteFigure);
    }
    expect(figure(parts()).title).toBe(parts().title);
    expect(figure(parts({ drawing: null, table: { ...table, rows: [] } })).drawing).toBeNull();
  });

  it('does not type without them', () => {
    const { title: _, ...untitled } = parts();
    const checks = (): void => {
      // @ts-expect-error -- no title
      figure(untitled);
      // @ts-expect-error -- an empty title
      figure({ ...parts(), title: '' });
      // @ts-expect-error -- an empty sentence
      figure({ ...parts(), sentence: '' });
    };
    expect(checks).toThrow();
  });
});

describe('drawing on its way to the browser', () => {
  const sent = (drawn: unknown): unknown => drawnTransport.encode(drawn as Drawn);

  it('is left out of the data of a page that has it in its HTML, and sent with data alone', () => {
    const inPage = rendering.run({ html: true }, () => drawing(sampleBars()));
    expect(sent(inPage)).toEqual([sampleBars(), inPage.label]);
    const followed = rendering.run({ html: false }, () => drawing(sampleBars()));
    expect(drawnTransport.decode(sent(followed) as [ChartSpec, string])).toMatchObject({
      spec: sampleBars(),
      wide: followed.wide,
      narrow: followed.narrow,
    });
    expect(sent({ wide: '' })).toBe(false);
  });

  it('leaves what is written in its place', () => {
    // An empty text would make the browser take the drawing away.
    const decoded = drawnTransport.decode([sampleBars(), 'label']);
    expect(decoded.wide).not.toBe('');
    expect(decoded.narrow).not.toBe('');
  });
});

describe('address of an image', () => {
  it('is that of its page, under /figures, and is read back', () => {
    const home = { pathname: '/', search: '?region=REG-84' };
    expect(imagePath(home, 'courbes', 'svg')).toBe('/figures/courbes.svg?region=REG-84');
    const page = { pathname: '/en/territoires/REG-84', search: '' };
    expect(imagePath(page, 'entonnoir', 'png')).toBe(
      '/en/figures/territoires/REG-84/entonnoir.png',
    );
    expect(imageAsked('courbes.svg')).toEqual({ path: '/', figure: 'courbes', format: 'svg' });
    expect(imageAsked('territoires/REG-84/entonnoir.png')).toEqual({
      path: '/territoires/REG-84',
      figure: 'entonnoir',
      format: 'png',
    });
    for (const wrong of ['', 'courbes', 'courbes.gif', '../etc/passwd', 'a/b/.svg'])
      expect(imageAsked(wrong), wrong).toBeNull();
  });

  it('leads to the page whose route it fits', () => {
    expect(figurePageOf('/')?.page.path).toBe('/');
    expect(figurePageOf('/territoires/DEP-69')?.params).toEqual({ id: 'DEP-69' });
    expect(figurePageOf('/territoires/DEP-69/plus')).toBeNull();
    expect(new Set(figurePages.map(({ path }) => path)).size).toBe(figurePages.length);
  });
});

describe('image of a figure', () => {
  const words = wordsOf('fr');
  const specs: ChartSpec[] = [
    sampleTrend(),
    sampleBand(),
    sampleBars(),
    sampleFunnel(),
    sampleMap(),
  ];

  it.each(specs)('has title, sentence, dates, source and that it is simulated: $kind', (spec) => {
    const svg = imageSvg(figure(parts({ drawing: drawing(spec) })), words);
    expect(svg).toContain('width="1920" height="1080"');
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
      .map(([, text]) => text)
      .join('\n');
    for (const said of [
      'La moitié des documents',
      'En septembre 2026',
      'Données simulées',
      '30 septembre 2026',
      '12 novembre 2026',
      'Vigie, édition',
    ])
      expect(texts, said).toContain(said);
    expect(svg, 'no variable outside of a page').not.toContain('var(');
    expect(svg, 'no links').not.toMatch(/<a[ >]/);
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(texts.includes('CC BY 4.0')).toBe(spec.kind === 'map');
  });

  it('keeps the own bar among the first of many, and says how many are left out', () => {
    const row = sampleBars().rows[0]!;
    const rows = Array.from({ length: 101 }, (_, index) => ({
      ...row,
      id: `${index}`,
      name: `N${index}`,
    }));
    rows[88] = { ...rows[88]!, role: 'own' };
    const svg = imageSvg(figure(parts({ drawing: drawing(sampleBars({ rows })) })), words);
    expect(svg).toContain('>N88<');
    expect(svg).toContain('86 autres');
  });

  it('survives very long texts, and markup in them', () => {
    const long = 'Très long & <b>gras</b> '.repeat(60);
    const svg = imageSvg(figure(parts({ title: long, sentence: long, citation: long })), words);
    expect(svg).not.toContain('<b>');
    expect(svg).not.toMatch(/NaN/);
  });

  it('is drawn as PNG 1920 × 1080 with fonts of its own, and kept', async () => {
    const svg = imageSvg(figure(parts()), words);
    const png = await imagePng(svg);
    const view = new DataView(png.buffer, png.byteOffset);
    expect(view.getUint32(0)).toBe(0x89504e47);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1920, 1080]);
    expect(await imagePng(svg)).toBe(png);
    // Text leaves marks: the same image without it is far smaller.
    const blank = await imagePng(svg.replace(/<text[\s\S]*?<\/text>/g, ''));
    expect(png.length).toBeGreaterThan(blank.length * 2);
  });

  it('fails for what is no SVG, and is tried again', async () => {
    await expect(imagePng('no image')).rejects.toThrow();
    await expect(imagePng('no image')).rejects.toThrow();
  });
});
