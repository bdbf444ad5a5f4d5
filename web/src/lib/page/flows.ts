import type { Words } from '../figure/words.ts';

/** What is followed: sending to the DMP, activating, qualifying the INS, writing to patients. */
export const flowIds = ['feeding', 'activation', 'identity', 'messaging'] as const;
export type FlowId = (typeof flowIds)[number];

export interface Flow {
  id: FlowId;
  /** Measure of its curve. */
  rate: string;
  /** Measure that an objective is set for; said only where the catalogue has a target. */
  goal: string | null;
}

export const flows: readonly Flow[] = [
  { id: 'feeding', rate: 'feeding.rate', goal: 'feeding.visit_rate' },
  { id: 'activation', rate: 'activation.rate', goal: 'activation.activated' },
  { id: 'identity', rate: 'identity.rate', goal: null },
  { id: 'messaging', rate: 'messaging.visit_rate', goal: 'messaging.visit_rate' },
];

/** What curves may show: the rate of a flow, or the volume of documents. */
export const curveIds = [...flowIds, 'documents'] as const;
export type CurveId = (typeof curveIds)[number];
export const defaultCurve: CurveId = 'feeding';

export const curveMeasure = (curve: string | null): string =>
  curve === 'documents'
    ? 'feeding.documents'
    : (flows.find(({ id }) => id === curve)?.rate ?? 'feeding.rate');

/** Rates that the map may show, the first by default. */
export const mapMeasures = [
  'feeding.rate',
  'feeding.feeder_share',
  'feeding.visit_rate',
  'activation.rate',
  'usage.user_rate',
  'identity.rate',
  'messaging.visit_rate',
] as const;

/** « Alimentation », « Qualification de l’INS »… */
export function curveName(curve: CurveId, words: Words): string {
  const names: Record<CurveId, () => string> = {
    feeding: words.flow_feeding,
    activation: words.flow_activation,
    identity: words.flow_identity,
    messaging: words.flow_messaging,
    documents: words.flow_documents,
  };
  return names[curve]();
}
