import type { MapChart } from './chart-spec.ts';
import { outlines, overseas } from './map.geometry.ts';
import { mapLegend } from './map.legend.ts';
import { lookOf } from './map.look.ts';
import { narrowUnder } from './theme.ts';

export const tile = { width: 138, height: 46, gap: 8 } as const;
export const inset = { width: 138, height: 120, heading: 22 } as const;
/** Widths at which map, legend and tiles stand under each other, or in three columns. */
const broadFrom = 1_040;

/** Room of the mainland, or of one region of it. */
const room = {
  narrow: { width: 372, height: 362 },
  wide: { width: 640, height: 620 },
  broad: { width: 440, height: 400 },
} as const;

/** Where the parts of a map stand at a width, and how high they are together. */
export function mapFrames(chart: MapChart, width: number) {
  const layout = width < narrowUnder ? 'narrow' : width < broadFrom ? 'wide' : 'broad';
  const listed = new Set(chart.areas.map(({ id }) => id));
  const tiles = overseas.filter((id) => listed.has(id));
  const land = [...outlines().keys()].filter((id) => listed.has(id));
  const whole = land.length > 30;
  const map = land.length === 0 ? { width: 0, height: 0 } : room[layout];

  const legendAt = {
    x: layout === 'narrow' || map.width === 0 ? 4 : map.width + 24,
    y: layout === 'narrow' ? map.height + 8 : 8,
    width: layout === 'narrow' ? width - 8 : 290,
  };
  const legend = mapLegend(lookOf(chart, ''), legendAt.x, legendAt.y, legendAt.width);
  const insetAt =
    layout === 'broad'
      ? { x: legendAt.x + 310, y: 8 }
      : { x: legendAt.x, y: legendAt.y + legend.height + 16 };
  const insetHeight = whole ? inset.height + inset.heading + 12 : 0;
  const tilesAt = { x: insetAt.x, y: insetAt.y + insetHeight };
  const bottom = tilesAt.y + Math.ceil(tiles.length / 2) * (tile.height + tile.gap);
  return {
    listed,
    tiles,
    whole,
    map,
    legendAt,
    insetAt,
    tilesAt,
    height: Math.max(map.height, legendAt.y + legend.height, bottom) + 32,
  };
}

/** Two tiles side by side. */
export const tilePlace = (from: { x: number; y: number }, index: number) => ({
  x: from.x + (index % 2) * (tile.width + tile.gap),
  y: from.y + Math.floor(index / 2) * (tile.height + tile.gap),
});

export const mapHeight = (chart: MapChart, width: number): number => mapFrames(chart, width).height;
