import { error, redirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { ApiProblem, ApiUnavailable } from '../api/errors.ts';
import { drawing } from '../chart/drawing.ts';
import { sampleBars } from '../chart/samples.ts';
import { figure } from './figure.ts';
import { answerImage } from './image-answer.ts';
import { imagePng } from './image.png.ts';
import type { FigurePage } from './registry.ts';
import type { FigureRequest } from './request.ts';

const bars = figure({
  id: 'barres',
  title: 'Un titre',
  sentence: 'Une phrase.',
  measure: { id: 'm', version: 1, label: 'Indicateur', definition: '' },
  simulated: true,
  drawing: drawing(sampleBars()),
  notes: [],
  table: { caption: 'c', headers: ['a'], rows: [{ header: 'b', cells: [] }] },
  downloads: [],
  through: null,
  updated: '12 novembre 2026',
  citation: 'Données simulées.',
  references: [],
});
const empty = figure({ ...bars, id: 'vide', drawing: null });

const asked: FigureRequest[] = [];
const pages: FigurePage[] = [
  {
    path: '/territoires/[id]',
    load: (request) => {
      asked.push(request);
      const { id } = request.params;
      if (id === 'REG-99') error(404, 'x', { kind: 'unknown_territory', choices: [] });
      if (id === 'reg-84') redirect(302, '/territoires/REG-84?period=2026-09');
      if (id === 'IRR-9') {
        const code = 'unknown_irritant';
        const told = { type: `urn:vigie:problem:${code}`, title: 'x', status: 404, detail: 'x' };
        throw new ApiProblem({ ...told, code, allowed: ['IRR-1'] });
      }
      if (id === 'DOWN') throw new ApiUnavailable('/v1/series', null);
      return Promise.resolve([bars, empty]);
    },
  },
];
const answer = (path: string, headers: Record<string, string> = {}): Promise<Response> => {
  const url = new URL(`https://vigie.example/figures/${path}`);
  const asker = { url, locals: {} as App.Locals, locale: 'fr' as const };
  return answerImage(url.pathname.slice('/figures/'.length), asker, new Headers(headers), pages);
};

describe('answer of an image', () => {
  it('is the figure of its page, loaded with the page’s own query', async () => {
    const response = await answer('territoires/REG-84/barres.svg?period=2026-09');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    expect(await response.text()).toContain('Un titre');
    expect(asked.at(-1)).toMatchObject({ params: { id: 'REG-84' } });
    expect(asked.at(-1)?.url.href).toBe('https://vigie.example/territoires/REG-84?period=2026-09');
  });

  it('is not sent again while it is the same', async () => {
    const first = await answer('territoires/REG-84/barres.png');
    expect(first.headers.get('content-type')).toBe('image/png');
    const tag = first.headers.get('etag')!;
    const second = await answer('territoires/REG-84/barres.png', { 'if-none-match': tag });
    expect(second.status).toBe(304);
    const svg = await answer('territoires/REG-84/barres.svg', { 'if-none-match': tag });
    expect(svg.status).toBe(200);
  });

  it.each([
    ['nulle-part/barres.svg', 404, 'unknown_page'],
    ['territoires/REG-84/barres.gif', 404, 'unknown_page'],
    ['territoires/REG-84/autre.svg', 404, 'unknown_figure'],
    ['territoires/REG-84/vide.png', 404, 'nothing_published'],
    ['territoires/REG-99/barres.svg', 404, 'unknown_territory'],
    ['territoires/IRR-9/barres.svg', 404, 'unknown_irritant'],
    ['territoires/DOWN/barres.svg', 503, 'unavailable'],
  ])('is a problem that says what is wrong: %s', async (path, status, code) => {
    const response = await answer(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('names the figures that there are', async () => {
    const response = await answer('territoires/REG-84/autre.svg');
    expect(await response.json()).toMatchObject({ known: ['barres', 'vide'] });
  });

  it('follows where the page leads', async () => {
    const response = await answer('territoires/reg-84/barres.png');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(
      '/figures/territoires/REG-84/barres.png?period=2026-09',
    );
  });

  it('is refused for now where too many others wait to be drawn', async () => {
    const svgOf = (width: number): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="1"/>`;
    const asked = Array.from({ length: 30 }, (_, index) => imagePng(svgOf(index + 1)));
    const drawn = await Promise.allSettled(asked);
    const refused = drawn.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ reason: { name: 'ImagesBusy' } });
    await expect(imagePng(svgOf(30))).resolves.toBeInstanceOf(Uint8Array);
  });
});
