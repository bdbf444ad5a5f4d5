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

/** The number of an edition. */
export function editionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new OperatorError(`${text} is no edition: give its number, as "etl edition" lists it.`);
}

/** A text that says something, on one line. */
export function sentence(option: string, text: string): string {
  const said = text.replaceAll(/\s+/g, ' ').trim();
  if (said.length > 0 && said.length <= 500) return said;
  throw new OperatorError(`${option} needs a text of at most 500 characters.`);
}
