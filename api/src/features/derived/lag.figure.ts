import { type Cell, type LagAnswer, lagAnswerShape, type LagQuery } from '@vigie/contract';
import { type Curve, type Lag, lagOf, monthsBetween } from '@vigie/contract/formulas';
import { TerritoryLevelError } from '../../problems/request-errors.js';
import { findTerritory } from '../series/territory-filter.js';
import { curveOf } from './curve.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf } from './months-published.js';
import { oneOfEach, suitedMeasure } from './suited.js';

export const lagFigure: DerivedFigure<LagQuery, LagAnswer> = {
  name: 'lag',
  version: 1,
  label: { fr: 'décalage en mois', en: 'lag in months' },
  method: {
    fr: 'Mois écoulés depuis que l’autre courbe a franchi la valeur du territoire, par interpolation linéaire entre deux mois ; un mois sans valeur entre les deux le rend incalculable (distance temporelle de Sicherl, 2004).',
    en: 'Months since the other curve passed the territory’s value, by linear interpolation between two months; a month without a value in between makes it impossible to calculate (Sicherl’s time distance, 2004).',
  },
  shape: lagAnswerShape,
  async compute({ territory, month: asked, as_of: _, ...question }, cells) {
    oneOfEach(question);
    suitedMeasure(
      cells,
      question.measure,
      ({ kind, polarity }) => kind === 'ratio' && polarity === 'higher_is_better',
      { fr: 'il faut un taux qui doit monter', en: 'a share that should rise is needed' },
    );
    const { kind: level, region } = findTerritory(territory, cells.content.territories);
    if (level === 'nation') throw nationItself(cells.content.territories);
    const peersOf = level === 'department' && region !== null ? { territory: [region] } : {};
    const [national, own] = await Promise.all([
      cells.read({ ...question, split: ['nation'] }),
      cells.read({ ...question, split: [level], ...peersOf }),
    ]);
    const month = monthOf(
      asked,
      own.filter((cell) => cell.territory === territory),
    );
    const first = national.find(({ value }) => value !== null)?.period ?? month;
    const months = monthsBetween(first, month);
    const curves = curvesOf([...national, ...own], months);
    const curve = (id: string): Curve => curves.get(id) ?? months.map(() => null);
    const lagBehind = (other: string): LagAnswer['nation'] => ({
      territory: other,
      ...told(lagOf(curve(territory), curve(other))),
    });
    const here = own.find((cell) => cell.territory === territory && cell.period === month);
    const peers = [...curves].flatMap(([id, values]) => {
      const value = id === 'FR' ? null : (values.at(-1) ?? null);
      return value === null ? [] : [{ id, value }];
    });
    const leader = peers.toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1)).at(0);
    const isKnown = here !== undefined && here.value !== null;
    const leads = isKnown && leader?.id === territory && peers.length > 1;
    return {
      territory,
      month,
      value: here?.value ?? null,
      state: here?.state ?? 'not_expected',
      provisional: here?.provisional ?? false,
      nation: lagBehind('FR'),
      leader:
        !isKnown || leader === undefined || leader.id === territory ? null : lagBehind(leader.id),
      leads,
    };
  },
};

/** Values by territory over some months. */
function curvesOf(cells: readonly Cell[], months: readonly string[]): Map<string, Curve> {
  const byTerritory = Map.groupBy(cells, ({ territory }) => territory);
  return new Map([...byTerritory].map(([id, own]) => [id, curveOf(own, months)]));
}

const told = (lag: Lag): { kind: Lag['kind']; months: number | null } => ({
  kind: lag.kind,
  months: 'months' in lag ? lag.months : null,
});

const nationItself = (territories: readonly { id: string; kind: string }[]) =>
  new TerritoryLevelError(
    {
      fr: 'Un décalage se dit d’une région ou d’un département.',
      en: 'A lag is told of a region or a department.',
    },
    'territory',
    territories.filter(({ kind }) => kind === 'region').map(({ id }) => id),
  );
