import { generations, professions, releases, sectors, vendors } from '@vigie/seeds/reference';
import { releaseOf } from '../actors/adoption.js';
import { departments } from '../actors/territory.js';
import type { WorldState } from '../world-state.js';
import { textColumn, type Column } from './columns.js';

const words = {
  department: departments.map((department) => department.id),
  sector: sectors.map((sector) => sector.id),
  profession: professions.map((profession) => profession.id),
  vendor: vendors.map((vendor) => vendor.id),
  release: releases.map((release) => release.id),
  generation: generations.map((generation) => generation.id),
};
/** The columns that every stream of actors carries: stratum to generation. */
export function actorColumns(
  world: WorldState,
  from: number,
  to: number,
  actor: (row: number) => number,
  generation: (row: number) => number,
): Column[] {
  const { sector, profession, department, vendor, stratum } = world.actors;
  const column = (name: string, list: readonly string[], code: (row: number) => number): Column =>
    textColumn(name, list, from, to, code);
  const strata = world.strata.map(({ id }) => id);
  return [
    column('stratum', strata, (row) => stratum[actor(row)]!),
    column('department', words.department, (row) => department[actor(row)]!),
    column('sector', words.sector, (row) => sector[actor(row)]!),
    column('profession', words.profession, (row) => profession[actor(row)]!),
    column('vendor', words.vendor, (row) => vendor[actor(row)]!),
    column('release', words.release, (row) => releaseOf[vendor[actor(row)]!]![generation(row)]!),
    column('generation', words.generation, generation),
  ];
}
