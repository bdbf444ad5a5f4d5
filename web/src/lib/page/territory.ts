import type { TerritoryDescription } from '@vigie/contract';
import type { NamedTerritory } from '../filters/territory-id.ts';

/** What pages carry of a territory: enough to name it, link it and group it. */
export interface PageTerritory extends NamedTerritory {
  region: string | null;
  population: number;
}

/** Names with the apostrophe that is read, `Côte d’Azur`, not the one that is typed. */
export function pageTerritory(territory: TerritoryDescription): PageTerritory {
  const { id, kind, code, name, region, population } = territory;
  return { id, kind, code, region, population, name: name.replaceAll("'", '’') };
}

/** Regions with their departments, in the order of the names. */
export function byRegion(
  territories: readonly PageTerritory[],
): { region: PageTerritory; departments: PageTerritory[] }[] {
  return territories
    .filter((territory) => territory.kind === 'region')
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map((region) => ({
      region,
      departments: territories.filter((territory) => territory.region === region.id),
    }));
}
