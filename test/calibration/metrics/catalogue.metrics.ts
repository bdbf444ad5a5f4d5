import type { Where } from '../cells.js';
import { sanitary, type Judged, type Metrics } from '../metric.js';

const step = (name: string): Judged => ({
  kind: 'stock',
  reading: `stock at step ${name}`,
  simulate: (feed, { at }) => feed.stock('catalogue', 'stock', at, { step: name }),
});

const software = (reading: string, all: Where): Judged => ({
  kind: 'stock',
  reading,
  simulate: (feed, { at, where }) =>
    feed.stock('referencing', 'stock', at, 'sector' in where ? where : all),
});

/** The catalogue of services and the software of Ségur, and how they are referenced. */
export const catalogue: Metrics = {
  catalogue_convergence_files: step('convergence'),
  catalogue_commissions: step('commission_session'),
  catalogue_vendors_applied: step('applied_vendor'),
  catalogue_services_applied: step('applied_service'),
  catalogue_files_applied: step('applied_file'),
  catalogue_vendors_in_commission: step('commission_vendor'),
  catalogue_services_in_commission: step('commission_service'),
  catalogue_files_in_commission: step('commission_file'),
  catalogue_services_referenced: step('referenced'),
  catalogue_os_per_app: {
    kind: 'share',
    reading: 'files ÷ services applied for',
    simulate: (feed, { at }) =>
      feed.stock('catalogue', 'stock', at, { step: 'applied_file' }) /
      feed.stock('catalogue', 'stock', at, { step: 'applied_service' }),
  },
  segur_solutions: software('software referenced so far; nation: the sanitary sectors', sanitary),
  segur_software_referenced: {
    ...software('software referenced so far, all sectors', {}),
    note: 'a solution that is referenced for both waves counts twice, as in the stream',
  },
};
