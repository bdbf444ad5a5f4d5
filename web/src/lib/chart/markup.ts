import { escapeText } from './svg.ts';
import { fontFamily, type ThemeColor, color } from './theme.ts';

type Attributes = Record<string, string | number | undefined>;

/** An element of a drawing. Values are escaped; children are markup already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(shown(value))}"`)
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}

const shown = (value: string | number | undefined): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : (value ?? '');

export interface TextStyle {
  size?: number;
  bold?: boolean;
  italic?: boolean;
  fill?: ThemeColor;
  anchor?: 'start' | 'middle' | 'end';
  /** With a rim in the colour of the ground, where lines or areas run behind. */
  rim?: boolean;
}

/** A line of text whose baseline is at `y`. */
export function label(text: string, x: number, y: number, style: TextStyle = {}): string {
  const { size = 13, bold = false, italic = false, fill = 'text', anchor, rim = false } = style;
  return element(
    'text',
    {
      x,
      y,
      fill: color[fill],
      'font-family': fontFamily,
      'font-size': size,
      'font-weight': bold ? 'bold' : undefined,
      'font-style': italic ? 'italic' : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      ...(rim
        ? {
            stroke: color.surface,
            'stroke-width': 4,
            'stroke-linejoin': 'round',
            'paint-order': 'stroke',
          }
        : {}),
    },
    escapeText(text),
  );
}

/**
 * A link of the page; without an address, what it would hold. The texts inside are its name: a
 * name is given only where there is none.
 */
export function link(
  href: string | undefined,
  name: string | undefined,
  ...children: string[]
): string {
  return href === undefined
    ? children.join('')
    : element('a', { href, 'aria-label': name }, ...children);
}

/** What a pointer that rests on a shape is told, and a screen reader in its place. */
export const tip = (text: string): string => element('title', {}, escapeText(text));
