import type { Problem } from '@vigie/contract';

/** The API did not answer, or not in time, or not what its contract says. */
export class ApiUnavailable extends Error {
  override readonly name = 'ApiUnavailable';

  constructor(path: string, cause: unknown) {
    super(`The API does not answer ${path}`, { cause });
  }
}

/** The API answered an error that says what is wrong. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No vintage has been published yet: the first load is under way. */
export function isNoEditionYet(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'no_edition_yet';
}
