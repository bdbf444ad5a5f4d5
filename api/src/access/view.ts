import { InvalidParameterError } from '../problems/request-errors.js';
import { type CallerRole } from './permissions.js';
import { type Principal, readingRole } from './principal.js';

/** Roles that an administrator may read as; the scope follows a colon. */
const views: Readonly<Partial<Record<CallerRole, RegExp | null>>> = {
  public: null,
  analyst: null,
  sentinelle: null,
  operator: null,
  agency: /^(FR|(REG|DEP)-[0-9AB]{2,3})(,(FR|(REG|DEP)-[0-9AB]{2,3}))*$/,
  vendor: /^[a-z0-9-]{1,40}$/,
};

/** Reads `analyst`, `agency:REG-84` or `vendor:v-mdv-01`. */
export function readView(
  text: string,
): Pick<Principal, 'role' | 'reads' | 'territories' | 'vendor'> {
  const [name = '', scope = '', ...more] = text.split(':');
  const shape = Object.hasOwn(views, name) ? views[name as CallerRole] : undefined;
  const fits = shape === null ? scope === '' : shape?.test(scope);
  if (!fits || more.length > 0) {
    throw new InvalidParameterError(
      {
        fr: 'L’en-tête « x-view-as » ne convient pas : il nomme un rôle, suivi de son périmètre.',
        en: 'The header “x-view-as” will not do: it names a role, and its scope after it.',
      },
      { field: 'x-view-as', allowed: ['public', 'analyst', 'agency:REG-84', 'vendor:v-mdv-01'] },
    );
  }
  const role = name as CallerRole;
  return {
    role,
    reads: readingRole(role),
    territories: role === 'agency' ? scope.split(',') : [],
    vendor: role === 'vendor' ? scope : null,
  };
}
