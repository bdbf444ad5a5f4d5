import { describe, expect, it } from 'vitest';
import { constantFigures, constants, publishedFigures } from './reference.js';

const figures = new Map(publishedFigures.map((figure) => [figure.id, figure]));

const published = (id: string) => figures.get(id)!;
const ours = (id: string): number => constants.get(id)!();

/** How far ours may be: a fifth where the published value is approximate. */
const tolerance = (id: string): number =>
  published(id).confidence === 'quoted' ? 0 : 0.2 * published(id).value;

describe('constants', () => {
  it.each(constantFigures.filter((constant) => constant.differs === null))(
    '$id is worth what was published ($checked_against)',
    ({ id }) => {
      expect(Math.abs(ours(id) - published(id).value)).toBeLessThanOrEqual(tolerance(id));
    },
  );

  it.each(constantFigures.filter((constant) => constant.differs !== null))(
    '$id is knowingly not what was published: $differs',
    ({ id }) => {
      expect(Math.abs(ours(id) - published(id).value)).toBeGreaterThan(tolerance(id));
    },
  );

  it('hold every target, milestone and population', () => {
    const kinds = /^(target_|milestone_|population$|es_total|gp_|sunes_budget_)/;
    const expected = publishedFigures.filter((figure) => kinds.test(figure.metric));
    expect([...constants.keys()]).toEqual(
      expect.arrayContaining(expected.map((figure) => figure.id)),
    );
  });

  it('hold nothing that the rollout decides', () => {
    const outcomes =
      /^(activation|app_|catalogue_(commissions|files|services|vendors)|docs_|eprescription|esms_|feeding_|mss_|profile|segur_(installed|ordered|solutions|vendors)|sunes_(candidates|selected)|vsm_)/;
    const held = constantFigures.filter(({ id }) => outcomes.test(published(id).metric));
    expect(held).toEqual([]);
  });
});
