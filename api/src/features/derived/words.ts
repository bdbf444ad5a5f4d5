import { type Bilingual } from '@vigie/seeds/catalogue';

type Words = Readonly<Record<string, Bilingual>>;

/** A word of a closed list as the contract tells it. */
export const term = <W extends Words>(words: W, id: keyof W & string) => {
  const label: Bilingual = words[id] ?? { fr: id, en: id };
  return { id, label };
};

export const trendWords = {
  rising: { fr: 'en hausse', en: 'rising' },
  stable: { fr: 'stable', en: 'stable' },
  falling: { fr: 'en baisse', en: 'falling' },
  unknown: { fr: 'ne peut être calculé', en: 'cannot be calculated' },
} as const;

export const funnelLimitWords = {
  chance: { fr: 'limites du hasard seul', en: 'limits of chance alone' },
  widened: {
    fr: 'limites élargies, les territoires différant plus que par hasard',
    en: 'limits widened, since territories differ by more than chance',
  },
  none: {
    fr: 'pas de limites : moins de 30 territoires, qui diffèrent plus que par hasard',
    en: 'no limits: fewer than 30 territories, which differ by more than chance',
  },
} as const;

export const funnelVerdictWords = {
  within: { fr: 'dans les limites', en: 'within the limits' },
  above_95: { fr: 'au-dessus de la limite à 95 %', en: 'above the 95% limit' },
  above_998: { fr: 'au-dessus de la limite à 99,8 %', en: 'above the 99.8% limit' },
  below_95: { fr: 'sous la limite à 95 %', en: 'below the 95% limit' },
  below_998: { fr: 'sous la limite à 99,8 %', en: 'below the 99.8% limit' },
} as const;

export const factorWords = {
  contributors: { fr: 'Contributeurs', en: 'Contributors' },
  each: { fr: 'Volume par contributeur', en: 'Volume for each contributor' },
  numerator: { fr: 'Numérateur', en: 'Numerator' },
  denominator: { fr: 'Dénominateur', en: 'Denominator' },
  mix: { fr: 'Répartition entre les strates', en: 'Mix of the strata' },
  rate: { fr: 'Taux dans chaque strate', en: 'Rate within each stratum' },
  total: { fr: 'Volume', en: 'Volume' },
} as const;
export type FactorId = keyof typeof factorWords;

/** Why parts do not add up to their total. */
export const protectionGap = {
  id: 'protection_gap',
  label: {
    fr: 'Écart de protection (totaux protégés à part, strates non publiées, arrondis)',
    en: 'Protection gap (totals protected on their own, strata not published, rounding)',
  },
} as const;

export const nowcastWords = {
  better: {
    fr: 'sur les mois passés, l’estimation se trompe moins que la reprise du dernier mois',
    en: 'on past months, the estimate errs less than carrying the last month on',
  },
  not_better: {
    fr: 'non montrée : sur les mois passés, reprendre le dernier mois se trompe moins',
    en: 'not shown: on past months, carrying the last month on errs less',
  },
  too_few: {
    fr: 'non montrée : moins de deux mois passés ont pu être estimés après coup',
    en: 'not shown: fewer than two past months could be estimated after the fact',
  },
  nothing_yet: {
    fr: 'non montrée : aucun jour du mois n’est encore publié',
    en: 'not shown: no day of the month is published yet',
  },
} as const;
