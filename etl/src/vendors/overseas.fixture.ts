import type { TableCell } from './sector-table.js';

type Sold = readonly (readonly [vendor: string, sum: number])[];

/**
 * Overseas and Corsica in a month of the simulated core (visits by patients with a qualified INS): in
 * each region one or two biology vendors. Showing a hospital's cell again changes which vendors are
 * among the largest of what is hidden, and so who looks.
 */
const regions: Readonly<Record<string, Readonly<Record<string, Sold>>>> = {
  'REG-01': {
    hopital: [
      ['v-hop-02', 1238],
      ['v-hop-08', 6189],
      ['v-hop-04', 7731],
      ['v-hop-06', 6776],
      ['v-hop-03', 2374],
      ['v-hop-09', 2392],
      ['v-hop-01', 3745],
      ['v-hop-07', 4488],
      ['v-hop-05', 3043],
    ],
    biologie: [
      ['v-bio-01', 28417],
      ['v-bio-09', 72212],
    ],
    imagerie: [
      ['v-img-05', 11234],
      ['v-img-10', 14715],
      ['v-img-01', 3861],
    ],
  },
  'REG-02': {
    hopital: [
      ['v-hop-08', 2123],
      ['v-hop-04', 1548],
      ['v-hop-06', 657],
      ['v-hop-01', 6154],
      ['v-hop-10', 1887],
      ['v-hop-03', 608],
      ['v-hop-02', 25578],
      ['v-hop-09', 10123],
      ['v-hop-05', 344],
    ],
    biologie: [['v-bio-01', 70587]],
    imagerie: [
      ['v-img-09', 3978],
      ['v-img-01', 12240],
      ['v-img-04', 1782],
      ['v-img-02', 4385],
    ],
  },
  'REG-03': {
    hopital: [
      ['v-hop-01', 3109],
      ['v-hop-03', 3097],
      ['v-hop-06', 5781],
      ['v-hop-05', 3510],
      ['v-hop-04', 7172],
      ['v-hop-02', 2361],
      ['v-hop-10', 905],
    ],
    biologie: [['v-bio-05', 35486]],
    imagerie: [
      ['v-img-04', 2974],
      ['v-img-10', 1178],
      ['v-img-02', 1097],
      ['v-img-01', 2348],
    ],
  },
  'REG-04': {
    hopital: [
      ['v-hop-08', 2814],
      ['v-hop-04', 18778],
      ['v-hop-01', 26084],
      ['v-hop-05', 5973],
      ['v-hop-02', 4856],
      ['v-hop-06', 20742],
      ['v-hop-07', 46818],
      ['v-hop-10', 33],
      ['v-hop-03', 26301],
    ],
    biologie: [
      ['v-bio-01', 38911],
      ['v-bio-04', 19959],
    ],
    imagerie: [
      ['v-img-03', 8969],
      ['v-img-09', 2420],
      ['v-img-02', 3931],
      ['v-img-05', 732],
      ['v-img-06', 14688],
      ['v-img-08', 4013],
      ['v-img-01', 377],
      ['v-img-07', 37942],
    ],
  },
  'REG-06': {
    hopital: [
      ['v-hop-04', 6553],
      ['v-hop-08', 4076],
      ['v-hop-05', 5841],
      ['v-hop-06', 1313],
      ['v-hop-09', 585],
      ['v-hop-03', 1064],
      ['v-hop-02', 10217],
      ['v-hop-07', 1289],
      ['v-hop-01', 912],
    ],
    biologie: [['v-bio-08', 48264]],
    imagerie: [
      ['v-img-02', 4187],
      ['v-img-06', 158],
      ['v-img-10', 971],
      ['v-img-07', 1097],
    ],
  },
  'REG-94': {
    hopital: [
      ['v-hop-09', 2593],
      ['v-hop-06', 22655],
      ['v-hop-07', 4614],
      ['v-hop-10', 1259],
      ['v-hop-01', 10115],
      ['v-hop-04', 2687],
      ['v-hop-02', 15720],
    ],
    biologie: [
      ['v-bio-10', 7908],
      ['v-bio-12', 8649],
    ],
    imagerie: [
      ['v-img-06', 4092],
      ['v-img-07', 774],
      ['v-img-09', 7567],
    ],
  },
};

/** The table by region and sector, with its totals; biology is withheld but where two vendors are many. */
export function overseasMarket(): TableCell[] {
  const cells = Object.entries(regions).flatMap(([territory, sectors]) =>
    Object.entries(sectors).map(([sector, sold]) =>
      cellOf(territory, sector, sold, sector === 'biologie' && territory !== 'REG-04'),
    ),
  );
  const totals = [
    ...Object.keys(regions).map((territory) => [territory, ''] as const),
    ...['hopital', 'biologie', 'imagerie', ''].map((sector) => ['FR', sector] as const),
  ].map(([territory, sector]) => {
    const parts = cells.filter(
      (cell) =>
        (territory === 'FR' || cell.territory === territory) &&
        (sector === '' || cell.sector === sector),
    );
    const sums = new Map<string, number>();
    for (const { vendor, sum } of parts.flatMap(({ vendors }) => vendors)) {
      sums.set(vendor, (sums.get(vendor) ?? 0) + sum);
    }
    return cellOf(territory, sector, [...sums], false);
  });
  return [...cells, ...totals];
}

function cellOf(territory: string, sector: string, sold: Sold, isFew: boolean): TableCell {
  const sum = sold.reduce((all, [, own]) => all + own, 0);
  const vendors = sector === '' ? [] : sold.map(([vendor, own]) => ({ vendor, sum: own }));
  return { territory, sector, sum, x1: isFew ? sum : 0, reason: isFew ? 'lt3' : 'ok', vendors };
}
