import { parseMonth } from '../calendar.js';
import type { Pipeline } from '../calibration/catalogue.js';

/** How many have come through by the end of a month: a logistic curve that begins at 0. */
export function passed({ total, from, middle, width }: Pipeline, month: number): number {
  const logistic = (at: number): number => 1 / (1 + Math.exp((parseMonth(middle) - at) / width));
  const end = month + 1;
  const start = logistic(parseMonth(from));
  if (end <= parseMonth(from)) return 0;
  return Math.floor((total * (logistic(end) - start)) / (1 - start));
}

/** How many are still there at the end of a month, once some have not renewed their first term. */
export function present(pipeline: Pipeline, month: number, term: number): number {
  const { lapsed = 0 } = pipeline;
  return passed(pipeline, month) - Math.round(lapsed * passed(pipeline, month - term));
}
