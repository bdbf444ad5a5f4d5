import type { Transporter } from '@sveltejs/kit/hooks';
import type { ChartSpec, Drawing } from './chart-spec.ts';

/** A drawing on its way to the browser. */
export class Drawn implements Drawing {
  readonly spec: ChartSpec;
  readonly wide: string;
  readonly narrow: string;
  readonly label: string;
  /** The page that carries it is written out with the drawing inside. */
  readonly inPage: boolean;

  constructor(drawing: Drawing, inPage: boolean) {
    this.spec = drawing.spec;
    this.wide = drawing.wide;
    this.narrow = drawing.narrow;
    this.label = drawing.label;
    this.inPage = inPage;
  }
}

/** Anything but an empty text: the browser then keeps what the server wrote in its place. */
const written = ' ';

/**
 * A page that arrives written out has the drawings in its HTML: they are not sent a second time as
 * data. A page that arrives as data, after a link was followed, brings them along.
 */
export const drawnTransport: Transporter<Drawn, [ChartSpec, string, string?, string?]> = {
  encode: (value) => {
    if (!(value instanceof Drawn)) return false;
    const { spec, label, wide, narrow, inPage } = value;
    return inPage ? [spec, label] : [spec, label, wide, narrow];
  },
  decode: ([spec, label, wide = written, narrow = written]) =>
    new Drawn({ spec, label, wide, narrow }, false),
};
