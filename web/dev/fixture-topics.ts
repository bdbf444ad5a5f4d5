import type {
  Figures,
  FigureVerdict,
  Irritant,
  IrritantStatus,
  Lever,
  LoadedStream,
  Milestones,
  SourceStream,
  StatusChange,
} from '@vigie/contract';
import { addMonths, monthsBetween } from '../src/lib/format/date.ts';
import { drawn, firstMonth, lastComplete, lastMonth } from './fixture-data.ts';
import { nomenclature, table } from './fixture-reference.ts';

/** Irritants, levers, milestones, published figures and loads: plausible, and always the same. */

interface Labelled {
  id: string;
  label: { fr: string; en: string };
}
interface Named {
  id: string;
  name: { fr: string; en: string };
  stage: string;
  owner: Labelled;
}

const owners = new Map(nomenclature('owner').map((owner) => [owner.id, owner]));
const words = (text = ''): string[] => text.split(' ').filter((word) => word !== '');

function named(row: Record<string, string>): Named {
  const owner = row['owner'] ?? '';
  return {
    id: row['id'] ?? '',
    name: { fr: row['name_fr'] ?? '', en: row['name_en'] ?? '' },
    stage: row['stage'] ?? '',
    owner: owners.get(owner) ?? { id: owner, label: { fr: owner, en: owner } },
  };
}

const barrierRows = table('barriers');
const irritantRows = table('irritants');

export const levers = table('levers').map((row): Lever => {
  const cleared = barrierRows.filter((barrier) =>
    words(barrier['cleared_by']).includes(row['id'] ?? ''),
  );
  const start = 8 + Math.floor(40 * drawn(row['id'] ?? ''));
  const planned = row['id'] === 'LEV-15';
  return {
    ...named(row),
    kind: row['kind'] as Lever['kind'],
    irritants: [...new Set(cleared.map((barrier) => barrier['irritant'] ?? ''))].sort(),
    barriers: cleared.map((barrier) => barrier['id'] ?? ''),
    first_on: planned ? null : addMonths(firstMonth, start),
    releases: row['kind'] === 'release' ? Math.round(10 + 40 * drawn(`${row['id']}n`)) : null,
  };
});

const statuses: IrritantStatus[] = [
  'deploying',
  'action',
  'available',
  'deploying',
  'reopened',
  'reported',
  'action',
];
const path: IrritantStatus[] = [
  'reported',
  'action',
  'available',
  'deploying',
  'resolved',
  'reopened',
];

export const irritants = irritantRows
  .filter((row) => row['parent'] === '')
  .map((row, index): Irritant => ({
    ...named(row),
    sub_irritants: irritantRows.filter((sub) => sub['parent'] === row['id']).map(named),
    barriers: barrierRows
      .filter((barrier) => barrier['irritant'] === row['id'])
      .map((barrier) => ({ ...named(barrier), cleared_by: words(barrier['cleared_by']) })),
    levers: levers
      .filter((lever) => lever.irritants.includes(row['id'] ?? ''))
      .map((lever) => lever.id),
    status: statuses[index] ?? 'reported',
    status_since: addMonths(lastComplete, -2 - 2 * index),
  }));

export const stages = nomenclature('stage');
export const leverKinds = nomenclature('lever_kind');

const statusLabels: Record<IrritantStatus, { fr: string; en: string }> = {
  reported: { fr: 'Signalé', en: 'Reported' },
  action: { fr: 'Action en cours', en: 'Action under way' },
  available: { fr: 'Correctif disponible', en: 'Fix available' },
  deploying: { fr: 'En déploiement', en: 'Rolling out' },
  resolved: { fr: 'Résolu', en: 'Resolved' },
  reopened: { fr: 'Rouvert', en: 'Reopened' },
};
export const irritantStatuses = path.map((id) => ({ id, label: statusLabels[id] }));

/** How an irritant came to its status, oldest first. */
export function historyOf({ status: last, status_since }: Irritant): StatusChange[] {
  if (last === null || status_since === null) return [];
  const passed = path.slice(0, path.indexOf(last) + 1);
  const because: Record<IrritantStatus, { fr: string; en: string }> = {
    reported: { fr: 'Premiers signalements publiés.', en: 'First published reports.' },
    action: { fr: 'Un levier est en préparation.', en: 'A lever is being prepared.' },
    available: { fr: 'Une première version le porte.', en: 'A first release carries it.' },
    deploying: { fr: 'D’autres versions suivent.', en: 'Other releases follow.' },
    resolved: { fr: 'Les signalements sont tombés.', en: 'Reports have fallen.' },
    reopened: { fr: 'Des signalements sont rouverts.', en: 'Reports were reopened.' },
  };
  return passed.map((status, index) => ({
    month: addMonths(status_since, -6 * (passed.length - 1 - index)),
    status,
    because: because[status],
  }));
}

export const milestones: Milestones = table('milestones').map((row) => ({
  id: row['id'] ?? '',
  date: row['date'] ?? '',
  kind: row['kind'] as Milestones[number]['kind'],
  name: { fr: row['name_fr'] ?? '', en: row['name_en'] ?? '' },
  territories: words(row['territories']),
}));

const verdictLabels: Record<FigureVerdict, { fr: string; en: string }> = {
  within: { fr: 'Dans la tolérance', en: 'Within the tolerance' },
  outside: { fr: 'Hors tolérance', en: 'Outside the tolerance' },
  holds: { fr: 'Borne respectée', en: 'Bound holds' },
  broken: { fr: 'Borne dépassée', en: 'Bound broken' },
  agrees: { fr: 'Conforme', en: 'Agrees' },
  explained: { fr: 'Écart expliqué', en: 'Difference explained' },
  'not expressible': { fr: 'Non exprimable', en: 'Not expressible' },
};

const compared = table('published-figures')
  .filter((row) => Number.isFinite(Number(row['value'])))
  .slice(0, 40)
  .map((row): Figures['figures'][number] => {
    const published = Number(row['value']);
    const off = 18 * (drawn(row['id'] ?? '') - 0.5);
    const known = drawn(`${row['id']}k`) > 0.15;
    return {
      id: row['id'] ?? '',
      metric: row['metric'] ?? '',
      definition: { en: row['definition_en'] ?? '' },
      scope: row['scope'] ?? '',
      territory: row['scope'] === 'national' ? 'FR' : null,
      sector: null,
      period: row['period'] ?? '',
      unit: row['unit'] ?? '',
      published,
      simulated: known ? Math.round(published * (1 + off / 100)) : null,
      difference: known ? off : null,
      tolerance: '5 %',
      verdict: known ? (Math.abs(off) <= 5 ? 'within' : 'outside') : 'not expressible',
      held_out: drawn(`${row['id']}h`) > 0.75,
      source: row['source'] ?? '',
    };
  });

function tally(some: typeof compared): Figures['summary']['all'] {
  const known = some.filter(({ simulated }) => simulated !== null);
  const good = known.filter(({ verdict }) => verdict === 'within').length;
  return { figures: some.length, compared: known.length, good, constants: 0 };
}

export const figures: Figures = {
  figures: compared,
  summary: {
    all: tally(compared),
    tuned: tally(compared.filter(({ held_out }) => !held_out)),
    held_out: tally(compared.filter(({ held_out }) => held_out)),
    verdicts: (Object.keys(verdictLabels) as FigureVerdict[]).map((id) => ({
      id,
      label: verdictLabels[id],
      figures: compared.filter(({ verdict }) => verdict === id).length,
    })),
  },
};

const streams = [
  'documents',
  'profiles',
  'roster',
  'identity',
  'messages',
  'difficulty_reports',
  'levers',
];

/** One stream is a month late, and one has rows set aside. */
export const loaded: LoadedStream[] = streams.map((stream, index) => ({
  stream,
  last_month: index === 5 ? lastComplete : lastMonth,
  last_day: index === 5 ? `${lastComplete}-30` : `${lastMonth}-31`,
  complete: index !== 5,
  provisional_months: monthsBetween(addMonths(lastComplete, 1), lastMonth),
  quarantined: index === 3 ? 2 : 0,
  held_back: 0,
}));

export const sources: SourceStream[] = streams.map((stream, index) => ({
  stream,
  sector: index === 0 ? 'mdv' : null,
  month: lastComplete,
  received: index === 0 ? 'at_least_80' : 'complete',
  last_sent_on: `${lastMonth}-31`,
}));
