import { Injectable } from '@nestjs/common';
import { type Figures, figuresShape } from '@vigie/contract';
import { type CalibratedFigure, calibratedFigures } from '@vigie/seeds/reference';
import { scopeOf } from './figure-scope.js';
import { summaryOf } from './figures-summary.js';

@Injectable()
export class FiguresService {
  // The reference comes with the release: it is read and checked once.
  readonly #figures = figuresFrom(calibratedFigures);

  /** Every published figure beside the simulated one, in the order of the reference. */
  list(): Figures {
    return this.#figures;
  }
}

/** The answer that the reference gives; throws where it holds something unforeseen. */
export function figuresFrom(calibrated: readonly CalibratedFigure[]): Figures {
  const figures = calibrated.map(({ definition_en, ...figure }) => ({
    ...figure,
    ...scopeOf(figure.scope),
    definition: { en: definition_en },
  }));
  return figuresShape.parse({ figures, summary: summaryOf(figures) });
}
