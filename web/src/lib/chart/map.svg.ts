import { formatValue } from '../format/number.ts';
import type { ChartSize } from './adoption.chart.ts';
import type { MapArea, MapChart } from './chart-spec.ts';
import { classOf } from './classes.ts';
import {
  boxAround,
  centreOf,
  crowded,
  fitted,
  outlines,
  pathOf,
  type Placement,
} from './map.geometry.ts';
import { inset, mapFrames, tile, tilePlace } from './map.layout.ts';
import { mapLegend } from './map.legend.ts';
import { lookOf, type MapLook } from './map.look.ts';
import { element, label, link, tip } from './markup.ts';
import { prefixOf, shownOf } from './marked.ts';
import { fillOf, patternDefinitions, patternOf } from './patterns.ts';
import { shortened } from './text.ts';
import { color, narrowUnder } from './theme.ts';

/** France by department; of a region, its departments as large as they can be. */
export function mapSvg(chart: MapChart, size: ChartSize): string {
  const look = lookOf(chart, prefixOf(chart, size));
  const frames = mapFrames(chart, size.width);
  const { map, tiles, whole, listed, legendAt, insetAt, tilesAt } = frames;
  const areas = new Map(chart.areas.map((area) => [area.id, area]));
  const patterns = chart.areas
    .filter(({ value }) => value === null)
    .map(({ state }) => patternOf(state));
  const provisional = chart.areas.some((area) => area.provisional === true && area.value !== null);
  const bounds = boxAround(
    [...outlines()].filter(([id]) => whole || listed.has(id)).map(([, { box }]) => box),
  );
  const placement = fitted(bounds, {
    left: 4,
    top: 4,
    right: map.width - 4,
    bottom: map.height - 4,
  });
  return [
    patternDefinitions(patterns, look.prefix, provisional),
    outlined(landSvg(look, areas, placement, whole)),
    ...(whole ? [] : namesSvg(look, areas, placement, size.width < narrowUnder)),
    mapLegend(look, legendAt.x, legendAt.y, legendAt.width).svg,
    ...(whole ? [insetSvg(look, areas, insetAt.x, insetAt.y)] : []),
    ...tiles.map((id, index) => tileSvg(look, areas.get(id), tilePlace(tilesAt, index))),
    chart.words.simulated === ''
      ? ''
      : label(chart.words.simulated, 4, size.height - 6, { size: 11, fill: 'muted' }),
  ].join('');
}

/** The departments, those looked at last, so that no neighbour covers their outline. */
function landSvg(
  look: MapLook,
  areas: Map<string, MapArea>,
  placement: Placement,
  whole: boolean,
): string[] {
  const drawn = [...outlines()].filter(([id]) => whole || areas.has(id));
  const own = (id: string): number => (areas.get(id)?.own === true ? 1 : 0);
  return drawn
    .sort(([a], [b]) => own(a) - own(b))
    .map(([id, outline]) => {
      const small = whole && (crowded as readonly string[]).includes(id);
      // Too small to be hit: the magnified copy carries the links.
      return areaSvg(look, areas.get(id), pathOf(id, outline, placement), { linked: !small });
    });
}

function areaSvg(
  look: MapLook,
  area: MapArea | undefined,
  d: string,
  { linked }: { linked: boolean },
): string {
  const own = area?.own === true ? { stroke: color.own, 'stroke-width': 2.5 } : {};
  const shape = (fill: string): string => element('path', { d, fill, ...own });
  if (area === undefined) return shape(color.band);
  const words = `${area.name} ${shownOf(area, look.chart)}`;
  const over = overlayOf(area, look);
  return link(
    linked ? area.href : undefined,
    words,
    element('g', {}, tip(words), shape(fillOfArea(area, look)), over === null ? '' : shape(over)),
  );
}

/** What all outlines have in common is written once. */
const outlined = (shapes: readonly string[]): string =>
  element(
    'g',
    { stroke: color.surface, 'stroke-width': 0.8, 'stroke-linejoin': 'round' },
    ...shapes,
  );

/** Names and values where departments are large enough to carry them. */
function namesSvg(
  look: MapLook,
  areas: Map<string, MapArea>,
  placement: Placement,
  narrow: boolean,
): string[] {
  return [...outlines()].flatMap(([id, outline]) => {
    const area = areas.get(id);
    if (area === undefined) return [];
    const [x, y] = centreOf(outline, placement);
    const room = Math.max((outline.box.right - outline.box.left) * placement.scale * 0.9, 64);
    const value = area.value === null ? '' : shownOf(area, look.chart);
    const texts = narrow ? [id.slice(4)] : [shortened(area.name, room, 12, true), value];
    const drawn = texts
      .filter((text) => text !== '')
      .map((text, index) =>
        label(text, x, y + 4 + (index - (texts.length - 1) / 2) * 16, {
          size: 12,
          bold: index === 0,
          anchor: 'middle',
          rim: true,
        }),
      );
    return [element('g', { 'pointer-events': 'none', 'aria-hidden': 'true' }, ...drawn)];
  });
}

export function fillOfArea(area: MapArea, { prefix, limits, colors }: MapLook): string {
  if (area.value === null) return fillOf(patternOf(area.state), prefix);
  return color[colors[classOf(area.value, limits)] ?? 'class3'];
}

const overlayOf = (area: MapArea, { prefix }: MapLook): string | null =>
  area.provisional === true && area.value !== null ? fillOf('provisional', prefix) : null;

/** Paris and its neighbours, magnified. */
function insetSvg(look: MapLook, areas: Map<string, MapArea>, x: number, y: number): string {
  const shapes = crowded.flatMap((id) => {
    const outline = outlines().get(id);
    return outline === undefined ? [] : [{ id, outline }];
  });
  const frame = {
    left: x + 2,
    top: y + inset.heading,
    right: x + inset.width,
    bottom: y + inset.heading + inset.height,
  };
  const placement = fitted(boxAround(shapes.map(({ outline }) => outline.box)), frame);
  return (
    label(look.chart.words.inset, x, y + 12, { size: 12, bold: true, fill: 'muted' }) +
    outlined(
      shapes.map(({ id, outline }) =>
        areaSvg(look, areas.get(id), pathOf(id, outline, placement), { linked: true }),
      ),
    )
  );
}

/** An overseas department: a square in its class, its name and its value. */
function tileSvg(
  look: MapLook,
  area: MapArea | undefined,
  { x, y }: { x: number; y: number },
): string {
  if (area === undefined) return '';
  const box = { x: x + 1, y: y + 1, width: 30, height: tile.height - 2 };
  const words = shownOf(area, look.chart);
  const square = (fill: string): string =>
    element('rect', {
      ...box,
      fill,
      stroke: area.own === true ? color.own : color.muted,
      'stroke-width': area.own === true ? 2.5 : 0.75,
    });
  const over = overlayOf(area, look);
  const room = tile.width - 40;
  const hidden = area.value === null;
  return link(
    area.href,
    undefined,
    element(
      'g',
      {},
      tip(`${area.name} ${words}`),
      square(fillOfArea(area, look)),
      over === null ? '' : square(over),
      `${label(shortened(area.name, room, 13, area.own), x + 40, y + 19, { bold: area.own === true })} `,
      label(
        shortened(
          hidden
            ? area.stateLabel
            : formatValue(area.value ?? 0, look.chart.unit, look.chart.locale),
          room,
          12,
        ),
        x + 40,
        y + 36,
        { size: 12, fill: 'muted', italic: hidden },
      ),
    ),
  );
}
