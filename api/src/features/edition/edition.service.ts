import { Injectable } from '@nestjs/common';
import { type Edition, type TerritoryDescription } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { PublishedReader, type Scope } from '../../access/scope.js';
import { NoEditionYetError, UnknownEditionError } from '../../problems/request-errors.js';
import { categories, type CategoryValue } from '../measures/categories.query.js';
import { catalogueDeclarations, type Declaration } from '../measures/declaration.js';
import { editionDeclarations } from '../measures/edition-declarations.query.js';
import { territoriesOnDay } from '../territories/territories-on-day.query.js';
import { currentEdition, type EditionPointer, editionsUpTo } from './current-edition.query.js';
import { editionById } from './edition-by-id.query.js';
import { Kept } from './kept.js';

/** What a request reads an edition with; `edition` is null before the first. */
export interface EditionContent {
  edition: Edition | null;
  declarations: ReadonlyMap<string, Declaration>;
  territories: readonly TerritoryDescription[];
  categories: readonly CategoryValue[];
}

/** Editions kept in memory: the current one, and those that links of the day reopen. */
const keptEditions = 16;

@Injectable()
export class EditionService {
  /** An edition never changes, nor does this depend on the role: what does is filtered later. */
  readonly #kept = new Kept<EditionContent>(keptEditions);

  constructor(private readonly reader: PublishedReader) {}

  /** The edition asked for, or the current one. */
  async edition(role: Role, asOf?: number): Promise<Edition> {
    const { edition } = await this.content(role, asOf);
    if (edition === null) throw new NoEditionYetError();
    return edition;
  }

  /** The content of the edition asked for, or of the current one: taken once per request. */
  async content(role: Role, asOf?: number): Promise<EditionContent> {
    const scope = this.reader.as(role);
    const current = await currentEdition(scope);
    if (current === null) {
      if (asOf !== undefined) throw new UnknownEditionError(asOf, []);
      return contentOf(scope, null, true);
    }
    const pointer =
      asOf === undefined || asOf === current.id ? current : await pastEdition(scope, asOf, current);
    return this.#keep(scope, pointer, pointer.id === current.id);
  }

  #keep(scope: Scope, pointer: EditionPointer, isCurrent: boolean): Promise<EditionContent> {
    const key = `${pointer.id} ${pointer.publishedAt} ${isCurrent}`;
    return this.#kept.get(key, () => contentOf(scope, pointer.id, isCurrent));
  }
}

async function pastEdition(
  scope: Scope,
  asOf: number,
  current: EditionPointer,
): Promise<EditionPointer> {
  const editions = await editionsUpTo(scope, current.id);
  const found = editions.find(({ id }) => id === asOf);
  if (found !== undefined) return found;
  const near = editions.map(({ id }) => id).sort((a, b) => Math.abs(a - asOf) - Math.abs(b - asOf));
  throw new UnknownEditionError(asOf, near.map(String));
}

async function contentOf(
  scope: Scope,
  id: number | null,
  isCurrent: boolean,
): Promise<EditionContent> {
  const edition = id === null ? null : await editionById(scope, id);
  const [used, territories, values] = await Promise.all([
    id === null ? new Map<string, Declaration>() : editionDeclarations(scope, id),
    territoriesOnDay(scope, edition?.feed_day ?? null),
    categories(scope),
  ]);
  return { edition, declarations: declared(used, isCurrent), territories, categories: values };
}

/**
 * An edition is read with the declarations that it was published with. The current one also
 * offers the measures of the catalogue that no edition holds yet: they answer without rows.
 */
function declared(
  used: ReadonlyMap<string, Declaration>,
  isCurrent: boolean,
): ReadonlyMap<string, Declaration> {
  if (!isCurrent) return used;
  const catalogue = catalogueDeclarations.map((one) => [one.id, used.get(one.id) ?? one] as const);
  return new Map([...catalogue, ...used]);
}
