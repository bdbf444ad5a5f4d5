import { nomenclature, releases, sectors, vendors } from '@vigie/seeds/reference';
import { firstDay, monthOf, parseDay, parseMonth } from '../calendar.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { hash, keyOf, normal, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';

const { services: rates, after_release, from: beginning, maturing } = sentinelle.incidents;
const services = nomenclature('incident_service').map(({ id }) => id);
const sectorWords = ['', ...sectors.map(({ id }) => id)];
const SOFTWARE = 'software';

const releaseMonths = vendors.map(({ id }) =>
  releases
    .filter(({ vendor, generation }) => vendor === id && generation !== 'pre')
    .map(({ released_on }) => monthOf(parseDay(released_on))),
);

/** An interruption of a national service, or of the software of one vendor. */
interface Incident {
  readonly service: string;
  /** Index of the vendor, -1 for a national service. */
  readonly vendor: number;
  /** Day on which it begins. */
  readonly day: number;
  /** Whole hours, from 1 to 24. */
  readonly hours: number;
}

/**
 * Incidents of a month, at most one of each service and vendor: rarer as the services mature, more
 * frequent for software just released.
 */
function incidentsIn(seed: string, month: number): Incident[] {
  if (month < parseMonth(beginning)) return [];
  const key = keyOf(seed, 'incidents');
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const { middle, width, gain } = maturing;
  const matured = 1 - gain / (1 + Math.exp((parseMonth(middle) - month) / width));
  return services.flatMap((service, s) => {
    const { rate, hours } = rates[service]!;
    const sources = service === SOFTWARE ? vendors.map((_, v) => v) : [-1];
    return sources.flatMap((vendor): Incident[] => {
      const place = 256 * s + vendor + 1;
      const isNew = releaseMonths[vendor]?.some(
        (released) => month >= released && month < released + after_release.months,
      );
      const chance = rate * matured * (isNew ? after_release.factor : 1);
      if (uniform(key, place, month) >= chance) return [];
      const length = Math.round(hours * Math.exp(0.8 * normal(key, place, month, 1)));
      return [
        {
          service,
          vendor,
          day: first + (hash(key, place, month, 2) % days),
          hours: Math.min(24, Math.max(1, length)),
        },
      ];
    });
  });
}

const book: BookDeclaration = {
  name: 'incidents',
  envelope: 'national',
  dimensions: [
    { name: 'sector', words: sectorWords },
    { name: 'vendor', words: ['', ...vendors.map(({ id }) => id)] },
    { name: 'service', words: services },
  ],
  counts: [{ name: 'incidents' }, { name: 'hours' }],
  draw({ seed }, month, entry, node) {
    for (const { service, vendor, day, hours } of incidentsIn(seed, month)) {
      entry.counts[node['incidents']!] = 1;
      entry.counts[node['hours']!] = hours;
      const at = day - firstDay(month);
      const sector = sectorWords.indexOf(vendors[vendor]?.sector ?? '');
      entry.put(0, 0, at, at, sector, vendor + 1, services.indexOf(service));
    }
  },
};

/** Incidents of national services and of software, with all their hours on the day they begin. */
export const incidents: StreamDeclaration = {
  name: 'incidents',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['incidents', 'hours'],
  total: 'incidents',
  rows: ({ seed }, month) => incidentsIn(seed, month).length,
  daily: 0.05,
};
