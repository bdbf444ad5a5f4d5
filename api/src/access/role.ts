import { type Role } from '@vigie/seeds/catalogue';

/** Whether `role` is among those that may read; what the public may read, everyone may. */
export function mayRead(role: Role, readers: readonly Role[]): boolean {
  return readers.includes('public') || readers.includes(role);
}
