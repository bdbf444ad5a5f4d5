import { type Figure, type Figures, type FigureVerdict, figureVerdicts } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';

type Summary = Figures['summary'];

const good: readonly FigureVerdict[] = ['within', 'holds'];
const bad: readonly FigureVerdict[] = ['outside', 'broken'];
const constant: readonly FigureVerdict[] = ['agrees', 'explained'];

/** Words for the readers of the comparison. */
const labels: Readonly<Record<FigureVerdict, Bilingual>> = {
  within: { fr: 'Dans la tolérance', en: 'Within the tolerance' },
  outside: { fr: 'Hors de la tolérance', en: 'Outside the tolerance' },
  holds: { fr: 'Borne respectée', en: 'Bound holds' },
  broken: { fr: 'Borne non respectée', en: 'Bound broken' },
  agrees: { fr: 'Constante conforme', en: 'Constant agrees' },
  explained: { fr: 'Écart voulu et expliqué', en: 'Difference meant and explained' },
  'not expressible': { fr: 'Non simulé', en: 'Not simulated' },
};

/** How the comparison went, over all figures and apart for those kept out of the tuning. */
export function summaryOf(figures: readonly Figure[]): Summary {
  return {
    all: tally(figures),
    tuned: tally(figures.filter(({ held_out }) => !held_out)),
    held_out: tally(figures.filter(({ held_out }) => held_out)),
    verdicts: figureVerdicts.map((id) => ({
      id,
      label: labels[id],
      figures: figures.filter(({ verdict }) => verdict === id).length,
    })),
  };
}

function tally(figures: readonly Figure[]): Summary['all'] {
  const count = (verdicts: readonly FigureVerdict[]): number =>
    figures.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    figures: figures.length,
    compared: count([...good, ...bad]),
    good: count(good),
    constants: count(constant),
  };
}
