import { programmes } from '@vigie/seeds/reference';
import type { Where } from '../cells.js';
import { doctors, percent, sanitary, type Judged, type Metrics, type Question } from '../metric.js';
import { momentOf, type Observation } from '../observation.js';

const roster = (feed: Observation, column: string, { at }: Question, where: Where): number =>
  feed.stock('roster', column, at, where);

/** The actors of a figure's scope, general practice being its doctors, a region its hospitals. */
function scopeOf({ where }: Question): Where {
  if (where['sector'] === 'mdv') return doctors;
  if (where['region'] !== undefined) return { ...where, sector: 'hopital' };
  return where;
}

/** Opening of wave 2 for general practice: orders before it are those of wave 1. */
const WAVE_2 = programmes.find(({ strand, window }) => strand === 'sons_mdv' && window === 'V2')!;
const MARKET_AT = momentOf(WAVE_2.opens_on!);
/** Doctors who order in wave 1, sooner or later. */
const market = (feed: Observation): number => feed.stock('roster', 'ordered', MARKET_AT, doctors);
const MARKET =
  'of doctors, the market is those who have ordered when wave 2 opens in February 2025: the figures speak of wave 1, and 60,000 as 70 to 80 % of the market (PF070-072) make 75,000 to 86,000, well below the 112,000 liberal doctors';

/** 2,962 legal entities (es_total) run 3,950 hospital sites, the actors of the feed. */
const ENTITIES_PER_SITE = 2962 / 3950;

/** Files of SUN-ES, one a legal entity: every file has the strand of the discharge documents. */
const sunEs = { sector: 'hopital', programme: 'sun_es', strand: 'discharge' };
const sunes = (column: string): Judged => ({
  kind: 'stock',
  reading: `legal entities ${column} in window 1, files on record at the end of the month`,
  simulate: (feed, { month }) =>
    feed.total('programmes', column, month, { ...sunEs, window: 'F1' }),
});

const installed = (where: Where, reading: string): Judged => ({
  kind: 'stock',
  reading,
  simulate: (feed, question) => roster(feed, 'installed', question, where),
});

const ofMarket = (column: string): Judged => ({
  kind: 'share',
  reading: `doctors, ${column} ÷ market`,
  simulate: (feed, question) => percent(roster(feed, column, question, doctors), market(feed)),
  note: MARKET,
});

/** Files of the funding of software, wave 1. */
const wave1 = { ...sanitary, programme: 'sons', window: 'V1' };

/** Share of the actors of a sector that have come as far as a column of the roster says. */
const ofActors = (column: 'ordered' | 'installed', reading: string): Judged => ({
  kind: 'share',
  reading,
  simulate: (feed, question) =>
    percent(
      roster(feed, column, question, question.where),
      feed.count('roster', question.month, question.where),
    ),
});
const engaged = ofActors('ordered', 'ordered ÷ actors of the sector');

/** Orders and installations of Ségur software. */
export const equipment: Metrics = {
  segur_engaged_es_share: engaged,
  segur_engaged_esms_share: engaged,
  segur_ordered_share: {
    kind: 'share',
    reading: 'ordered ÷ market (doctors) or ÷ hospital sites of the region',
    simulate: (feed, question) => {
      const scope = scopeOf(question);
      const whole = scope === doctors ? market(feed) : feed.count('roster', question.month, scope);
      return percent(roster(feed, 'ordered', question, scope), whole);
    },
    note: MARKET,
  },
  segur_installed_of_ordered: {
    kind: 'share',
    reading: 'installed ÷ ordered (general practice: doctors)',
    simulate: (feed, question) => {
      const scope = scopeOf(question);
      return percent(
        roster(feed, 'installed', question, scope),
        roster(feed, 'ordered', question, scope),
      );
    },
    note: 'hospitals: the low end of 97.7 to 98.6 % is judged as a value',
  },
  segur_installed_doctors: installed(doctors, 'doctors with a Ségur release on the day'),
  segur_installed_pharmacies: {
    ...installed({ sector: 'officine' }, 'pharmacies with a Ségur release'),
    note: 'the bound of 22,000 exceeds the 20,000 or so pharmacies of PF288, which are calibrated: it does not hold',
  },
  segur_operational_es: {
    kind: 'stock',
    reading: 'hospital sites with a Ségur release × 2,962 legal entities ÷ 3,950 sites',
    simulate: (feed, question) =>
      ENTITIES_PER_SITE * roster(feed, 'installed', question, question.where),
    note: 'legal entities, the ES of es_total: they order for their sites, and have as large a share of the releases',
  },
  segur_lgc_updated_share: ofMarket('installed'),
  segur_orders_processed_share: {
    kind: 'share',
    reading: 'files of wave 1 with the proof entered ÷ applied for, sanitary sectors',
    simulate: (feed, { month }) =>
      percent(
        feed.total('programmes', 'entered', month, wave1),
        feed.total('programmes', 'applied', month, wave1),
      ),
  },
  segur_orders_compliant_share: {
    kind: 'share',
    reading: 'installed ÷ ordered, sanitary sectors',
    simulate: (feed, question) =>
      percent(
        roster(feed, 'installed', question, sanitary),
        roster(feed, 'ordered', question, sanitary),
      ),
    note: 'the files of wave 1 have left the record by then',
  },
  segur_ordered_activity_share: {
    kind: 'share',
    reading: 'visits of structures that have ordered ÷ visits of all',
    simulate: (feed, { month, where }) => {
      const ordered = new Set(
        feed.actors('roster', month, where, 'ordered').flatMap(({ id, sum }) => (sum ? [id] : [])),
      );
      const visits = feed.actors('visits', month, where, 'visits');
      const sum = (some: typeof visits): number =>
        some.reduce((all, actor) => all + actor.factor * actor.sum, 0);
      return percent(sum(visits.filter(({ id }) => ordered.has(id))), sum(visits));
    },
  },
  funnel_ordered_ps: {
    kind: 'stock',
    reading: 'liberal professionals who have ordered, all professions',
    simulate: (feed, question) => roster(feed, 'ordered', question, question.where),
    note: '60,000 professionals, where PF158 counts 51,000 doctors in September 2023',
  },
  funnel_ordered_share_low: ofMarket('ordered'),
  funnel_ordered_share_high: ofMarket('ordered'),
  esms_with_dui_share: ofActors('installed', 'ESMS with a Ségur release ÷ ESMS'),
  dysfunction_share: {
    kind: 'share',
    reading: 'users reporting a malfunction ÷ answers of the wave',
    simulate: (feed, { figure, month, where }) => {
      const wave = { ...where, wave: figure.period.slice(0, 7) };
      return percent(
        feed.total('satisfaction', 'malfunction', month, wave),
        feed.total('satisfaction', 'answered', month, wave),
      );
    },
  },
  sunes_candidates: sunes('applied'),
  sunes_selected: sunes('retained'),
  sunes_candidates_share: {
    kind: 'share',
    reading: 'legal entities having applied, all windows ÷ sites × 2,962 ÷ 3,950',
    simulate: (feed, { month, where }) =>
      percent(
        feed.total('programmes', 'applied', month, { ...where, ...sunEs }),
        ENTITIES_PER_SITE * feed.count('roster', month, { ...where, sector: 'hopital' }),
      ),
    note: 'the files of every window so far are still on record in December 2022',
  },
};
