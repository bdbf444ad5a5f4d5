import { dimensions } from '@vigie/seeds/catalogue';
import { z } from 'zod';
import { nearest } from './nearest.js';
import {
  DimensionNotAllowedError,
  InvalidParameterError,
  type RequestError,
  UnknownParameterError,
} from './request-errors.js';

/** What zod says of a value, as far as a reader of the API can use it. */
const issueShape = z.object({
  code: z.string().optional(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  keys: z.array(z.string()).optional(),
  values: z.array(z.union([z.string(), z.number()])).optional(),
  expected: z.string().optional(),
  message: z.string(),
});
type QueryIssue = z.infer<typeof issueShape>;

const categoryDimensions = dimensions.filter((dimension) => dimension.axis === 'category');

/**
 * The error of a query that its shape refused, given the parameters that the shape knows. The
 * first fault is told, an unknown parameter before a wrong value.
 */
export function invalidQuery(
  issues: readonly unknown[],
  parameters: readonly string[],
): RequestError {
  const found = issues.map((issue) => issueShape.parse(issue));
  const unknown = found.flatMap((issue) => issue.keys ?? []).at(0);
  if (unknown !== undefined) return unknownParameter(unknown, parameters);
  const [first] = found;
  if (first === undefined) throw new Error('a refused query without an issue');
  return invalidValue(first);
}

function unknownParameter(name: string, parameters: readonly string[]): RequestError {
  const open = categoryDimensions.map(({ id }) => id).filter((id) => parameters.includes(id));
  // Where categories can be filtered, one that exists is refused as such.
  if (open.length > 0 && categoryDimensions.some((dimension) => dimension.id === name)) {
    return new DimensionNotAllowedError(name, name, open);
  }
  return new UnknownParameterError(name, nearest(name, parameters));
}

function invalidValue(issue: QueryIssue): RequestError {
  const field = String(issue.path?.[0] ?? '');
  const allowed = issue.values?.map(String);
  return new InvalidParameterError(
    {
      fr: `Le paramètre « ${field} » ne convient pas : ${inFrench(issue)}.`,
      en: `The parameter “${field}” will not do: ${issue.message}.`,
    },
    { field, ...(allowed && { allowed }) },
  );
}

function inFrench(issue: QueryIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'string'
        ? 'il doit être donné une fois et une seule'
        : 'il doit être un nombre entier';
    case 'too_small':
      return 'il est vide ou trop petit';
    case 'too_big':
      return 'il est trop long ou trop grand';
    case 'invalid_value':
      return 'ce n’est pas une valeur proposée';
    default:
      return 'sa forme n’est pas celle attendue';
  }
}
