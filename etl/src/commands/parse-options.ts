import { OperatorError } from '@vigie/warehouse';
import type { Month } from '../calendar/calendar.js';
import { streams } from '../streams/index.js';

const declared = streams.map(({ name }) => name).sort();

/** Names of streams, separated by commas, each of which must be one. */
export function streamNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !declared.includes(name));
  if (unknown === undefined) return names;
  throw new OperatorError(`There is no stream ${unknown}. Streams are: ${declared.join(', ')}.`);
}

/** A month as `2026-03`. */
export function month(text: string): Month {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new OperatorError(`${text} is no month: give it as 2026-03.`);
}
