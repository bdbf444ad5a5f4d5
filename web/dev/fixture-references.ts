import type { Change, Edition, Reopened } from '@vigie/contract';
import type { SeriesAnswer } from './fixture-series.ts';

/** A text like a reference: the fixture gives the same to every figure. */
export const reference = '1F1XTVRE0000000000000000';
/** What it reopens. */
export const referenceQuery = 'measure=feeding.rate&split=region&period=2026-05..2026-09';

const causes: NonNullable<Reopened['today']>['causes'] = [
  {
    id: 'source_revised',
    label: { fr: 'Source révisée', en: 'Source revised' },
    sentence: {
      fr: 'La source a envoyé, corrigé ou retiré des données entre les deux éditions.',
      en: 'The source sent, corrected or deleted data between the two editions.',
    },
  },
  {
    id: 'protection_changed',
    label: { fr: 'Secret statistique', en: 'Confidentiality' },
    sentence: {
      fr: 'La case est devenue secrète, ne l’est plus, ou l’est pour un autre motif.',
      en: 'The cell became confidential, is so no longer, or is so for another reason.',
    },
  },
];

/** A figure of the edition, of which a later one tells two cells otherwise. */
export function reopenedOf(
  { measure, cuboid, grain, rows }: SeriesAnswer,
  edition: Edition,
  citation: Reopened['figure']['citation'],
): Reopened {
  const changes = rows
    .filter(({ value }) => value !== null)
    .slice(0, 2)
    .map((cell, index): Change => {
      const {
        period,
        territory,
        value,
        numerator,
        denominator,
        state,
        provisional,
        errata,
        ...rest
      } = cell;
      const before = { value, numerator, denominator, state, provisional, errata };
      return {
        ...{ period, territory, ...rest, before },
        after:
          index === 0
            ? { ...before, value: (value ?? 0) + 1.5 }
            : { ...before, value: null, numerator: null, denominator: null, state: 'lt11' },
        cause: index === 0 ? 'source_revised' : 'protection_changed',
      };
    });
  const head = { measure, cuboid, grain, edition, citation, reference };
  return {
    reference,
    permanent_link: `http://fixture/v1/series?${referenceQuery}&as_of=${edition.id}`,
    figure: { ...head, row_count: rows.length, rows },
    today: {
      edition: { ...edition, id: edition.id + 1, feed_day: '2026-11-19' },
      ...{ measure, causes, row_count: changes.length, rows: changes },
    },
  };
}
