import { describe, expect, it } from 'vitest';
import { linesAcrossParts, linesOfPart, type PartCell } from './cell-lines.js';
import { lineMasks } from './line-masks.js';
import { periodMasks, sectorMasks } from './period-masks.js';
import type { TableCell } from './sector-table.js';
import { spreadMasks } from './spread-masks.js';

let drawn = 1n;
const cell = (cuboid: string, territory: string, sum: number, more: Partial<PartCell> = {}) => ({
  ...{ id: `${more.part ?? 'p'} ${cuboid} ${territory} ${JSON.stringify(more.values ?? {})}` },
  ...{ part: 'p', stream: 's', cuboid, territory, values: {}, reason: 'ok' as const, n: 50, sum },
  ...{ x1: sum / 10, keySum: (drawn += 1n), vendors: [] },
  ...more,
});
const idsOf = (cells: readonly PartCell[], ids: Iterable<string>): string[] => {
  const hidden = new Set(ids);
  return cells
    .filter(({ id }) => hidden.has(id))
    .map(({ territory, values }) => [territory, ...Object.values(values)].join(' '));
};
const masksOfLines = (cells: readonly PartCell[]) =>
  idsOf(cells, lineMasks(linesOfPart(cells), new Set()));

const regions = [
  cell('month.region', 'REG-11', 700),
  cell('month.region', 'REG-24', 200),
  cell('month.region', 'REG-94', 100, { reason: 'dominated', x1: 90 }),
];
const nation = cell('month.nation', 'FR', 1_000);

describe('lineMasks', () => {
  it('hides the smallest cell that leaves a withheld one uncertain', () => {
    expect(masksOfLines([nation, ...regions])).toEqual(['REG-24']);
    expect(masksOfLines(regions)).toEqual([]);
  });

  it('is content with what is withheld anyway, if it is large enough', () => {
    const few = cell('month.region', 'REG-27', 10, { reason: 'lt11' });
    const tiny = cell('month.region', 'REG-27', 8, { reason: 'lt11' });
    expect(masksOfLines([nation, ...regions, few])).toEqual([]);
    expect(masksOfLines([nation, ...regions, tiny])).toEqual(['REG-24']);
  });

  it('keeps a complement from being told by its own lines', () => {
    const departments = [
      cell('department.month', 'DEP-18', 150),
      cell('department.month', 'DEP-28', 50),
      cell('department.month', 'DEP-75', 700),
    ];
    const hidden = masksOfLines([nation, ...regions, ...departments]);
    expect(hidden).toContain('REG-24');
    expect(hidden.filter((name) => ['DEP-18', 'DEP-28'].includes(name))).not.toEqual([]);
    expect(hidden).not.toContain('REG-11');
  });

  it('looks at lines of one category more, and not at values that are not all', () => {
    const values = (generation: string, sum: number, more: Partial<PartCell> = {}) =>
      cell('generation.month.nation', 'FR', sum, { values: { generation }, ...more });
    const withheld = { reason: 'lt3' as const, x1: 60 };
    const all = [values('pre', 60, withheld), values('segur_v1', 740), values('segur_v2', 200)];
    expect(masksOfLines([nation, ...all])).toEqual(['FR segur_v2']);
    expect(masksOfLines([nation, ...all.slice(0, 1), ...all.slice(2)])).toEqual([]);
  });

  it('hides as much for few persons as for few structures', () => {
    const few = cell('month.region', 'REG-94', 100, { reason: 'lt11', x1: 90 });
    expect(masksOfLines([nation, ...regions.slice(0, 2), few])).toEqual(['REG-24']);
  });

  it('hides what was sent where what was rejected is withheld: accepted ones would tell it', () => {
    const documents = (name: string, sum: number, more: Partial<PartCell> = {}) =>
      cell('month.region', 'REG-24', sum, {
        ...{ part: `documents.${name}`, stream: 'documents' },
        ...more,
      });
    const accepted = documents('accepted', 900);
    const attempted = documents('attempted', 1_000);
    const produced = documents('produced', 2_000);
    const masksOf = (rejected: PartCell) => [
      ...lineMasks(linesAcrossParts([produced, attempted, accepted, rejected]), new Set()),
    ];
    expect(masksOf(documents('rejected', 100, { reason: 'dominated', x1: 90 }))).toEqual([
      attempted.id,
    ]);
    expect(masksOf(documents('rejected', 100))).toEqual([]);
    // Elsewhere, or of fewer rows, they add up to nothing.
    const elsewhere = { reason: 'dominated' as const, territory: 'REG-11' };
    expect(masksOf(documents('rejected', 100, elsewhere))).toEqual([]);
  });
});

describe('lines over values of other parts', () => {
  const performed = cell('month.region', 'REG-24', 1_000, {
    ...{ part: 'consultations.performed', stream: 'consultations' },
  });
  const access = (detail: string, sum: number, more: Partial<PartCell> = {}) =>
    cell('detail.month.region', 'REG-24', sum, {
      ...{ part: 'consultations.by_access', stream: 'consultations', values: { detail } },
      ...more,
    });
  const few = { reason: 'lt3' as const, x1: 60 };
  const masksOf = (cells: readonly PartCell[]) => [
    ...lineMasks(linesAcrossParts(cells), new Set()),
  ];

  it('hides another way of access where one is withheld, the whole only in the last place', () => {
    const web = access('web', 300);
    const withheld = access('esante_connect', 80, few);
    expect(masksOf([performed, access('integrated', 620), web, withheld])).toEqual([web.id]);
    // Ways that are not all leave enough open.
    expect(masksOf([performed, access('integrated', 620), withheld])).toEqual([]);
    const rest = access('integrated', 2);
    const most = access('esante_connect', 998, few);
    expect(masksOf([performed, rest, most])).toEqual([rest.id, performed.id]);
  });

  it('hides one where the whole is withheld, decided elsewhere or not', () => {
    const all = { ...performed, reason: 'dominated' as const, x1: 900 };
    const ways = [access('integrated', 700), access('web', 300)];
    expect(masksOf([all, ...ways])).toEqual([ways[1]?.id]);
  });
});

describe('a stream that breaks the figures of another down', () => {
  const rejected = cell('month.region', 'REG-24', 100, {
    ...{ part: 'documents.rejected', stream: 'documents' },
  });
  const reason = (name: string, sum: number, more: Partial<PartCell> = {}) =>
    cell('month.reason.region', 'REG-24', sum, {
      ...{ part: 'feeding_reasons.rejected', stream: 'feeding_reasons', values: { reason: name } },
      ...more,
    });
  const all = ['closed', 'no_profile', 'auth', 'metadata', 'cda'];
  const others = ['duplicate', 'patient', 'replace', 'network', 'busy'];
  const reasons = [...all, ...others].map((name, at) => reason(name, at === 0 ? 55 : 5));

  it('hides reasons where the rejected are withheld', () => {
    const given = new Map([[rejected.id, 'vendor_rule' as const]]);
    const masks = periodMasks(reasons, { given, above: [rejected] });
    expect(masks.has(rejected.id)).toBe(true);
    // More than 15 of 100.
    expect(idsOf(reasons, masks.keys())).toHaveLength(1);
  });

  it('hides a second reason where one is withheld, and never what it breaks down', () => {
    const few = reason('closed', 55, { reason: 'lt11', x1: 50 });
    const cells = [few, ...reasons.slice(1)];
    const masks = periodMasks(cells, { above: [rejected] });
    expect(masks.has(rejected.id)).toBe(false);
    expect(idsOf(cells, masks.keys())).toHaveLength(2);
    expect(periodMasks(cells).size).toBe(0);
  });
});

describe('spreadMasks', () => {
  it('masks the same contributors under another name, in their stream alone', () => {
    const same = { n: 12, keySum: 99n };
    const cells = [
      cell('month.region', 'REG-01', 500, same),
      cell('department.month', 'DEP-971', 500, same),
      cell('month.region', 'REG-01', 500, { ...same, part: 'q' }),
      cell('month.region', 'REG-01', 500, { ...same, part: 'r', stream: 't' }),
      cell('month.region', 'REG-02', 501, same),
    ];
    const masks = new Map([[cells[0]?.id ?? '', 'vendor_rule' as const]]);
    expect([...spreadMasks(cells, masks).keys()]).toEqual([cells[1]?.id, cells[2]?.id]);
  });

  it('leaves alone what no one did', () => {
    const empty = { n: 0, keySum: 0n, sum: 0 };
    const [one, other] = [
      cell('month.nation', 'FR', 0, empty),
      cell('month.region', 'REG-01', 0, empty),
    ];
    expect(spreadMasks([one, other], new Map([[one.id, 'complement' as const]])).size).toBe(0);
  });
});

describe('periodMasks', () => {
  const sectorTable = (rows: readonly (readonly [string, string, number[]])[]): TableCell[] =>
    rows.map(([territory, sector, sums]) => ({
      ...{ territory, sector, x1: 0, reason: 'ok' as const },
      sum: sums.reduce((all, sum) => all + sum, 0),
      vendors: sums.map((sum, at) => ({ vendor: `v${at}`, sum })),
    }));
  const sold = (...sums: number[]) => sums.map((sum, at) => ({ vendor: `v${at}`, sum }));
  const sector = (territory: string, name: string, sums: number[], more: Partial<PartCell> = {}) =>
    cell(
      territory === 'FR' ? 'month.nation.sector' : 'month.region.sector',
      territory,
      sums.reduce((all, sum) => all + sum, 0),
      { values: { sector: name }, vendors: sold(...sums), ...more },
    );
  const same = { n: 20, keySum: 4_242n };
  const cells = [
    sector('REG-11', 'mdv', [900, 50, 50], same),
    sector('REG-11', 'officine', [40, 30, 30]),
    sector('REG-24', 'mdv', [400, 300, 300]),
    sector('REG-24', 'officine', [400, 300, 300]),
    sector('FR', 'mdv', [1_300, 350, 350]),
    sector('FR', 'officine', [440, 330, 330]),
    cell('month.region', 'REG-11', 1_000, { ...same, part: 'in_general_practice' }),
    cell('month.nation', 'FR', 2_000, { part: 'in_general_practice' }),
    cell('month.region', 'REG-24', 1_000, { part: 'in_general_practice' }),
  ];

  it('masks by the rule, its complements, and other names of what is masked', () => {
    const masks = periodMasks(cells);
    expect(masks.get(cells[0]?.id ?? '')).toBe('vendor_rule');
    expect(masks.get(cells[6]?.id ?? '')).toBe('vendor_rule');
    // Told by its own total, were it the only one.
    expect(masks.get(cells[8]?.id ?? '')).toBe('complement');
    expect(sectorMasks(cells, masks).get('p')?.get('REG-11|mdv')).toBe('vendor_rule');
  });

  it('keeps what readers met masked, for which nothing new need be hidden', () => {
    const standing = new Map([[cells[3]?.id ?? '', 'complement' as const]]);
    expect(periodMasks(cells.slice(1), { standing })).toEqual(standing);
  });

  it('lets nothing tell what is withheld elsewhere', () => {
    const told = [nation, ...regions.slice(0, 2)];
    const given = new Map([[regions[1]?.id ?? '', 'complement' as const]]);
    expect(idsOf(told, periodMasks(told, { given }).keys())).toEqual(['REG-11', 'REG-24']);
    expect(idsOf(told, periodMasks(told, { standing: given }).keys())).toEqual(['REG-24']);
  });

  it('knows each part by what it sold before', () => {
    const before = sectorTable([['REG-24', 'officine', [900, 50, 50]]]);
    const now = cells.slice(1);
    const masks = periodMasks(now, { tablesOf: (part) => (part === 'p' ? [before] : []) });
    expect(masks.get(cells[3]?.id ?? '')).toBe('vendor_rule');
    expect(periodMasks(now, { tablesOf: (part) => (part === 'q' ? [before] : []) })).toEqual(
      periodMasks(now),
    );
  });
});
