import { type ErrorCode, type Problem, problemShape } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { RequestError } from './request-errors.js';

export type Language = keyof Bilingual;

interface Kind {
  status: number;
  title: Bilingual;
}

/** What HTTP makes of each code. */
const kinds: Readonly<Record<ErrorCode, Kind>> = {
  unknown_measure: { status: 400, title: { fr: 'Indicateur inconnu', en: 'Unknown measure' } },
  unknown_dimension: { status: 400, title: { fr: 'Dimension inconnue', en: 'Unknown dimension' } },
  dimension_not_allowed: {
    status: 400,
    title: { fr: 'Dimension non autorisée', en: 'Dimension not allowed' },
  },
  not_in_lattice: {
    status: 400,
    title: { fr: 'Croisement non publié', en: 'Split not published' },
  },
  unknown_territory: {
    status: 400,
    title: { fr: 'Territoire inconnu', en: 'Unknown territory' },
  },
  unknown_category: { status: 400, title: { fr: 'Catégorie inconnue', en: 'Unknown category' } },
  invalid_period: { status: 400, title: { fr: 'Période invalide', en: 'Invalid period' } },
  unknown_edition: { status: 400, title: { fr: 'Édition inconnue', en: 'Unknown edition' } },
  edition_withdrawn: { status: 410, title: { fr: 'Édition retirée', en: 'Edition withdrawn' } },
  unknown_irritant: { status: 404, title: { fr: 'Irritant inconnu', en: 'Unknown irritant' } },
  too_many_rows: { status: 400, title: { fr: 'Trop de lignes', en: 'Too many rows' } },
  invalid_reference: { status: 400, title: { fr: 'Référence invalide', en: 'Invalid reference' } },
  invalid_parameter: { status: 400, title: { fr: 'Paramètre invalide', en: 'Invalid parameter' } },
  unknown_parameter: { status: 400, title: { fr: 'Paramètre inconnu', en: 'Unknown parameter' } },
  not_acceptable: { status: 406, title: { fr: 'Format non proposé', en: 'Format not offered' } },
  sign_in_needed: { status: 401, title: { fr: 'Compte nécessaire', en: 'Account needed' } },
  invalid_token: { status: 401, title: { fr: 'Jeton non valable', en: 'Invalid token' } },
  wrong_origin: { status: 403, title: { fr: 'Origine non admise', en: 'Wrong origin' } },
  too_many_requests: {
    status: 429,
    title: { fr: 'Trop de demandes', en: 'Too many requests' },
  },
  too_long: { status: 414, title: { fr: 'Adresse trop longue', en: 'Address too long' } },
  unknown_vendor: { status: 400, title: { fr: 'Éditeur inconnu', en: 'Unknown vendor' } },
  unknown_token: { status: 404, title: { fr: 'Jeton inconnu', en: 'Unknown token' } },
  too_many_tokens: { status: 409, title: { fr: 'Trop de jetons', en: 'Too many tokens' } },
  not_permitted: { status: 403, title: { fr: 'Accès non autorisé', en: 'Not permitted' } },
  not_found: { status: 404, title: { fr: 'Adresse inconnue', en: 'Unknown address' } },
  no_edition_yet: {
    status: 503,
    title: { fr: 'Pas encore d’édition', en: 'No edition yet' },
  },
  unavailable: {
    status: 503,
    title: { fr: 'Service indisponible', en: 'Service unavailable' },
  },
  internal: { status: 500, title: { fr: 'Erreur interne', en: 'Internal error' } },
};

/** Problem details of a request that was understood and refused. */
export function problemOf(error: RequestError, language: Language): Problem {
  return problem(error.code, error.detail, language, {
    ...(error.field !== undefined && { field: error.field }),
    ...(error.allowed !== undefined && { allowed: [...error.allowed] }),
  });
}

/** Problem details of any code; `status` replaces the usual one of the code. */
export function problem(
  code: ErrorCode,
  detail: Bilingual,
  language: Language,
  extra: Partial<Pick<Problem, 'field' | 'allowed' | 'status'>> = {},
): Problem {
  const kind = kinds[code];
  return problemShape.parse({
    type: `urn:vigie:problem:${code}`,
    title: kind.title[language],
    status: kind.status,
    detail: detail[language],
    code,
    ...extra,
  });
}
