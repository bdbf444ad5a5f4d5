import type { Words } from '../figure/words.ts';
import type { ReasonMeasure } from './reasons.figure.ts';

/** What the events show of an irritant: curves of measures, and counts by reason. */
export interface Evidence {
  curves: readonly { measure: string; concern?: (words: Words) => string }[];
  reasons: readonly ReasonMeasure[];
}

/** Which published measures bear on which irritant; one that none bears on says so. */
const evidence: Partial<Record<string, Evidence>> = {
  'IRR-1': {
    curves: [
      { measure: 'equipment.installed', concern: (words) => words.irritants_concern_installed() },
    ],
    reasons: ['feeding.withheld'],
  },
  'IRR-2': {
    curves: [{ measure: 'identity.rate' }],
    reasons: ['identity.returns', 'identity.mismatches'],
  },
  'IRR-3': {
    curves: [{ measure: 'feeding.rate' }],
    reasons: ['feeding.withheld', 'feeding.rejected'],
  },
  'IRR-4': { curves: [{ measure: 'activation.rate' }], reasons: [] },
  'IRR-5': {
    curves: [{ measure: 'messaging.undelivered_rate' }, { measure: 'messaging.read_rate' }],
    reasons: [],
  },
  'IRR-6': {
    curves: [
      {
        measure: 'feeding.feeder_share',
        concern: (words) => words.irritants_concern_feeder_share(),
      },
    ],
    reasons: [],
  },
};

const none: Evidence = { curves: [], reasons: [] };

export const evidenceOf = (irritant: string): Evidence => evidence[irritant] ?? none;

/** Anchor of a measure's figure: `identity.rate` → `identity-rate`. */
export const anchorOf = (measure: string): string => measure.replace(/[^a-z0-9]+/g, '-');
