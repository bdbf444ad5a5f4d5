import { vendors } from '@vigie/seeds/reference';
import { type Principal } from '../../access/principal.js';
import { nearest } from '../../problems/nearest.js';
import { UnknownVendorError } from './own-errors.js';

/** The vendor to read: a vendor's account has its own alone, others name one of all. */
export function readableVendor(
  asked: string | undefined,
  { vendor: own }: Pick<Principal, 'vendor'>,
): { id: string; name: string } {
  const readable = own === null ? vendors : vendors.filter(({ id }) => id === own);
  const id = asked ?? own;
  const found = readable.find((one) => one.id === id);
  if (found !== undefined) return { id: found.id, name: found.name };
  throw new UnknownVendorError(
    nearest(
      asked ?? '',
      readable.map((one) => ({ id: one.id, names: [one.name] })),
    ),
  );
}
