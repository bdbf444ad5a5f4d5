import type { StreamCells, StreamDeclaration } from '../pipeline/stream.js';

/** Cells of actors: who they are is fixed within a month, the software they run is not. */
export const cellsOfActors = (...changing: readonly string[]): StreamCells => ({
  of: 'actor',
  fixed: ['sector', 'profession', 'vendor'],
  changing: ['generation', 'release', ...changing],
});

/** Cells of what the source counted by department. */
export const cellsOfDepartments = (...changing: readonly string[]): StreamCells => ({
  of: 'department',
  changing,
});

/** Cells of what concerns the whole country. */
export const cellsOfNation = (...changing: readonly string[]): StreamCells => ({
  of: 'nation',
  changing,
});

/** Rows of actors are found by their actor, should the warehouse be distributed. */
export const byActor: StreamDeclaration['target'] = { kind: 'partitioned', distribution: 'actor' };

/** Rows of departments lie by department. */
export const byDepartment: StreamDeclaration['target'] = {
  kind: 'partitioned',
  distribution: 'department',
};
