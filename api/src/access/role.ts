import { type Role } from '@vigie/seeds/catalogue';

/**
 * The role of a request, decided here and nowhere else. There are no accounts yet: everyone is
 * `public`, whatever the request says.
 */
export function roleOf(_request: unknown): Role {
  return 'public';
}

/** Whether `role` is among those that may read; what the public may read, everyone may. */
export function mayRead(role: Role, readers: readonly Role[]): boolean {
  return readers.includes('public') || readers.includes(role);
}
