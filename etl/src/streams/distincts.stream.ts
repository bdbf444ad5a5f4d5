import type { StreamDeclaration } from '../pipeline/stream.js';
import { enumerated, nationColumns, counts } from './common.columns.js';

/** What the source counts each person once in, by its own names. */
const measures = [
  'dmp_fed_by_hospitals',
  'dmp_fed_by_community',
  'dmp_with_vsm',
  'insured_with_document',
  'patients_seen',
  'patients_qualified',
  'monthly_users',
  'monthly_app_users',
  'monthly_web_users',
  'weekly_users',
  'returning_users',
  'returning_app_users',
  'returning_web_users',
  'enriching_users',
];
const cuboids = [
  'month.nation',
  'month.region',
  'department.month',
  'month.nation.sector',
  'month.region.sector',
];

/** Distinct persons counted by the source over each cell of its cuboids; never to be added up. */
export const distincts: StreamDeclaration = {
  name: 'distincts',
  schemaVersion: 1,
  columns: [
    ...nationColumns,
    { name: 'measure', type: 'text', values: measures },
    { name: 'cuboid', type: 'text', values: cuboids },
    enumerated('territory'),
    { name: 'sector', type: 'text', register: 'sector', optional: true },
    ...counts('value'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'value', group: 'other_submissions' },
  target: { kind: 'partitioned', distribution: 'territory' },
  cells: { of: 'counted' },
};
