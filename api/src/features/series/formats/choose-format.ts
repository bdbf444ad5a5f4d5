import { type Format, formats, mediaTypes } from '@vigie/contract';
import Negotiator from 'negotiator';
import { NotAcceptableError } from '../../../problems/request-errors.js';

/**
 * The format that the request names, else the one that its Accept header likes best: the first of
 * those of a media type.
 */
export function chooseFormat(named: Format | undefined, accept: string | undefined): Format {
  if (named !== undefined) return named;
  const offered = [...new Set(formats.map((format) => mediaTypes[format]))];
  const chosen = new Negotiator({ headers: { accept } }).mediaType(offered);
  const format = formats.find((one) => mediaTypes[one] === chosen);
  if (format === undefined) throw new NotAcceptableError(offered);
  return format;
}
