import type { ChartSpec } from '../chart/chart-spec.ts';
import { draw } from '../chart/drawing.ts';
import { isLineChart } from '../chart/chart-spec.ts';
import { heightOf } from '../chart/size.ts';
import { escapeText } from '../chart/svg.ts';
import { wrapped } from '../chart/text.ts';
import { palette } from '../chart/theme.ts';
import { formatCount } from '../format/number.ts';
import { mapCredit } from '../chart/map.credit.ts';
import type { Figure } from './figure.ts';
import type { Words } from './words.ts';

export const imageSize = { width: 1920, height: 1080 } as const;
const edge = 80;
const inner = imageSize.width - 2 * edge;
const colors = palette.light;
const notice = { ground: '#fff4d6', text: '#4a3b06' };

/** Fonts that the image names first; the server brings them, a reader may have to do without. */
const serif = 'Newsreader, Georgia, serif';
const sans = 'Source Sans 3, system-ui, sans-serif';
/** They are narrower than the font that widths are estimated for. */
const narrower = 1.2;

interface Line {
  size: number;
  lineHeight: number;
  family: string;
  weight: number;
  color: string;
}
const looks = {
  eyebrow: { size: 28, lineHeight: 36, family: sans, weight: 600, color: colors.muted },
  title: { size: 54, lineHeight: 62, family: serif, weight: 500, color: colors.text },
  sentence: { size: 29, lineHeight: 39, family: sans, weight: 400, color: colors.muted },
  footer: { size: 22, lineHeight: 30, family: sans, weight: 400, color: colors.muted },
  badge: { size: 26, lineHeight: 30, family: sans, weight: 600, color: notice.text },
} as const satisfies Record<string, Line>;

/**
 * A figure as an image that stands alone: title, sentence, chart, dates, source, and that the
 * figures are simulated. In light colours, since nobody knows where it will be pasted.
 */
export function imageSvg(figure: Figure, words: Words): string {
  const { drawing } = figure;
  if (drawing === null) throw new Error(`The figure "${figure.id}" has no drawing.`);
  const head = headOf(figure, words);
  const foot = footOf(figure, words);
  const frame = { top: head.bottom + 26, bottom: imageSize.height - foot.height - 46 };
  const label = `${figure.simulated ? `${words.simulated()}. ` : ''}${figure.title}. ${figure.sentence}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${imageSize.width}" height="${imageSize.height}" `,
    `viewBox="0 0 ${imageSize.width} ${imageSize.height}" role="img" aria-label="${escapeText(label)}">`,
    `<title>${escapeText(label)}</title>`,
    `<rect width="${imageSize.width}" height="${imageSize.height}" fill="${colors.surface}"/>`,
    head.svg,
    chartIn(drawing.spec, frame, drawing.label, words),
    foot.svg,
    '</svg>',
  ].join('');
}

function headOf(figure: Figure, words: Words): { svg: string; bottom: number } {
  const rows: string[] = [];
  let y = edge - 14;
  rows.push(line(figure.eyebrow ?? figure.measure.label, edge, y + 24, looks.eyebrow));
  if (figure.simulated) rows.push(badge(words.simulated(), y - 8));
  y += 50;
  for (const [text, look, most] of [
    [figure.title, looks.title, 2],
    [figure.sentence, looks.sentence, 3],
  ] as const) {
    for (const row of wrapped(text, inner * narrower, look.size, { most })) {
      rows.push(line(row, edge, y + look.size * 0.86, look));
      y += look.lineHeight;
    }
    y += 8;
  }
  return { svg: rows.join(''), bottom: y };
}

function badge(text: string, y: number): string {
  const width = text.length * 13.5 + 36;
  const x = imageSize.width - edge - width;
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="46" rx="6" fill="${notice.ground}"/>` +
    line(text, x + width / 2, y + 32, looks.badge, 'middle')
  );
}

/** Dates, source and outlines' licence, from the bottom up. */
function footOf(figure: Figure, words: Words): { svg: string; height: number } {
  const through =
    figure.through === null ? words.through_none() : words.through({ day: figure.through });
  const dates = `${through} – ${words.updated({ instant: figure.updated })}`;
  const isMap = figure.drawing?.spec.kind === 'map';
  const credit = isMap ? ` ${words.figure_map_credit({ credit: mapCredit })}` : '';
  const source = wrapped(`${figure.citation}${credit}`, inner * narrower, looks.footer.size, {
    most: 2,
  });
  const rows = [dates, ...source].filter((row) => row !== '');
  const height = rows.length * looks.footer.lineHeight;
  const top = imageSize.height - 40 - height;
  const svg = rows.map((row, index) => {
    const look = index === 0 ? { ...looks.footer, weight: 600 } : looks.footer;
    return line(row, edge, top + 22 + index * look.lineHeight, look);
  });
  const rule = `<path d="M${edge} ${top - 12}H${imageSize.width - edge}" stroke="${colors.rule}" stroke-width="2"/>`;
  return { svg: rule + svg.join(''), height: height + 20 };
}

const line = (text: string, x: number, y: number, look: Line, anchor?: 'middle'): string =>
  `<text x="${x}" y="${Math.round(y)}" font-family="${look.family}" font-size="${look.size}" ` +
  `font-weight="${look.weight}" fill="${look.color}"${anchor ? ` text-anchor="${anchor}"` : ''}>` +
  `${escapeText(text)}</text>`;

/** The chart as large as its frame allows, with letters that are read from the back of a room. */
function chartIn(
  whole: ChartSpec,
  frame: { top: number; bottom: number },
  label: string,
  words: Words,
): string {
  const height = frame.bottom - frame.top;
  const spec = shortened(whole, words);
  const { scale, size } = placed(spec, height);
  const x = edge + (inner - size.width * scale) / 2;
  const y = frame.top + (height - size.height * scale) / 2;
  const svg = draw(spec, size, label)
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')
    // Links lead nowhere from an image.
    .replace(/<\/?a\b[^>]*>/g, '')
    .replace(/font-family="[^"]*"/g, `font-family="${sans}"`)
    .replace(/var\(--chart-(\w+)\)/g, (_, name: string) => lightOf(name));
  return `<g transform="translate(${Math.round(x)} ${Math.round(y)}) scale(${scale.toFixed(4)})">${svg}</g>`;
}

const lightOf = (name: string): string => (colors as Record<string, string>)[name] ?? colors.text;

const largest = 1.8;

/** Curves fill the frame; what has rows of its own height is scaled until all of them fit. */
function placed(spec: ChartSpec, height: number) {
  if (isLineChart(spec)) {
    for (const scale of [largest, 1.6, 1.4, 1.2]) {
      const size = { width: Math.round(inner / scale), height: Math.round(height / scale) };
      // Panels may be lower than on a page, where they are narrower.
      const least =
        heightOf(spec, { width: size.width, height: 330 }) * (spec.kind === 'band' ? 0.7 : 1);
      if (least <= size.height) return { scale, size };
    }
    return { scale: 1, size: { width: inner, height: Math.round(height) } };
  }
  let scale = Math.min(largest, spec.kind === 'map' ? inner / mapWidth : largest);
  for (let round = 0; round < 4; round++) {
    const natural = heightOf(spec, { width: widthAt(spec, scale), height: 400 });
    if (natural * scale <= height) break;
    scale = height / natural;
  }
  const width = widthAt(spec, scale);
  return { scale, size: { width, height: heightOf(spec, { width, height: 400 }) } };
}

/** A map is laid out in three columns of a fixed width; rows take all there is. */
const mapWidth = 1_060;
const widthAt = (spec: ChartSpec, scale: number): number =>
  spec.kind === 'map' ? mapWidth : Math.min(Math.round(inner / scale), inner);

/** Bars that are still read at this size; the own one is always among them. */
const mostBars = 15;

function shortened(spec: ChartSpec, words: Words): ChartSpec {
  if (spec.kind !== 'bars' || spec.rows.length <= mostBars) return spec;
  const first = spec.rows.slice(0, mostBars);
  const own = spec.rows.filter((row) => row.role === 'own' && !first.includes(row));
  const rows = [...first.slice(0, mostBars - own.length), ...own];
  const count = formatCount(spec.rows.length - rows.length, spec.locale);
  const more = words.figure_more({ count });
  const simulated = [spec.words.simulated, more].filter((part) => part !== '').join(' – ');
  return { ...spec, rows, words: { ...spec.words, simulated } };
}
