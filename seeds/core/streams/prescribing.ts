import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { prescribing } from '../calibration/prescribing.js';
import { keyOf, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { takenUpOn } from './uptake.js';

/** Prescriptions of medicines among the document types. */
export const PRESCRIPTION = '57833-6';

const MDV = sectorIds.indexOf('mdv');
const { medical_summaries: summaries, e_prescription: ePrescription } = prescribing;
const rise = parseMonth(summaries.rise);
const peak = parseMonth(summaries.peak);
const { produced, types } = practices['mdv']!;
const medicines = types.find(({ id }) => id === PRESCRIPTION)!;
const electronic = Math.min(0.95, ePrescription.created / (produced.mean * medicines.weight));

/**
 * Weight of medical summaries among what a treating physician produces: it rises with the pay
 * announced for 2023, peaks before the deadline of its end (causal rule 11), then falls back.
 */
export function medicalSummaryWeight(month: number): number {
  const { before, peak_height, after, fall } = summaries;
  if (month <= rise) return before;
  if (month <= peak + 1) {
    const t = Math.min(1, (month - rise) / (peak - rise));
    return before + (peak_height - before) * t * t;
  }
  return after + (peak_height - after) * Math.exp(-(month - peak - 1) / fall);
}

/**
 * Share of an actor's prescriptions of medicines that are electronic: 0 before it takes the module
 * up, on a date of its own (logistic over the actors), the same for all since.
 */
export function ePrescriptionShare(
  { actors, seed }: WorldState,
  actor: number,
  month: number,
): number {
  if (actors.sector[actor] !== MDV) return 0;
  const rank = uniform(keyOf(seed, 'e-prescription'), actors.id[actor]!);
  return month < takenUpOn(ePrescription, rank, ePrescription.uptake) ? 0 : electronic;
}

/** Rows of a month: one by generation that an actor runs while it creates e-prescriptions. */
export function countPrescribers(world: WorldState, month: number): number {
  const { actors } = world;
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    if (ePrescriptionShare(world, i, month) === 0) continue;
    for (const { rank } of runs(actors, i, first, days)) if (rank > 0) rows++;
  }
  return rows;
}
