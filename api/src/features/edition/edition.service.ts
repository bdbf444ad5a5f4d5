import { Injectable } from '@nestjs/common';
import { type Edition, type NoticedEdition, type TerritoryDescription } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { PublishedReader, type Scope } from '../../access/scope.js';
import {
  EditionWithdrawnError,
  NoEditionYetError,
  UnknownEditionError,
} from '../../problems/request-errors.js';
import { categories, type CategoryValue } from '../measures/categories.query.js';
import { catalogueDeclarations, type Declaration } from '../measures/declaration.js';
import { editionDeclarations } from '../measures/edition-declarations.query.js';
import { territoriesOnDay } from '../territories/territories-on-day.query.js';
import { currentEdition, type EditionPointer } from './current-edition.query.js';
import { editionById } from './edition-by-id.query.js';
import { Kept } from './kept.js';
import { standingEditions } from './standing-editions.query.js';
import { latestWithdrawal, withdrawalOf } from './withdrawal.query.js';

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

  /** The edition asked for, or the current one, with the notice of one that was withdrawn. */
  async edition(role: Role, asOf?: number): Promise<NoticedEdition> {
    const scope = this.reader.as(role);
    const current = await currentEdition(scope);
    const { edition } = await this.#contentAt(scope, current, asOf, 'as_of');
    if (edition === null) throw new NoEditionYetError();
    // A later one that was withdrawn is told for as long as none replaces it.
    const latest = edition.id === current?.id ? await latestWithdrawal(scope) : null;
    return {
      ...edition,
      withdrawal: latest !== null && latest.edition > edition.id ? latest : null,
    };
  }

  /**
   * The content of the edition asked for, or of the current one: taken once per request.
   * @param field the parameter that named the edition
   */
  async content(role: Role, asOf?: number, field = 'as_of'): Promise<EditionContent> {
    const scope = this.reader.as(role);
    return this.#contentAt(scope, await currentEdition(scope), asOf, field);
  }

  async #contentAt(
    scope: Scope,
    current: EditionPointer | null,
    asOf: number | undefined,
    field: string,
  ): Promise<EditionContent> {
    if (current === null) {
      if (asOf !== undefined) throw new UnknownEditionError(asOf, [], field);
      return contentOf(scope, null, true);
    }
    const pointer =
      asOf === undefined || asOf === current.id
        ? current
        : await pastEdition(scope, asOf, current, field);
    return this.#keep(scope, pointer, pointer.id === current.id);
  }

  /**
   * An edition to compare others with, which may have been withdrawn; `standing` is then the one that
   * readers had before it and had again after.
   */
  async departure(role: Role, id: number): Promise<{ edition: Edition; standing: number }> {
    const scope = this.reader.as(role);
    if ((await withdrawalOf(scope, id)) === null) {
      const { edition } = await this.content(role, id, 'from');
      if (edition === null) throw new NoEditionYetError();
      return { edition, standing: id };
    }
    const [edition, [standing]] = await Promise.all([
      editionById(scope, id),
      standingEditions(scope, id, 1),
    ]);
    if (edition === null || standing === undefined) throw new UnknownEditionError(id, [], 'from');
    return { edition, standing: standing.id };
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
  field: string,
): Promise<EditionPointer> {
  const [found] = asOf < current.id ? await standingEditions(scope, asOf, 1) : [];
  if (found?.id === asOf) return found;
  const near = (await standingEditions(scope, current.id))
    .map(({ id }) => id)
    .sort((a, b) => Math.abs(a - asOf) - Math.abs(b - asOf))
    .map(String);
  const withdrawal = await withdrawalOf(scope, asOf);
  if (withdrawal !== null) throw new EditionWithdrawnError(withdrawal, field, near);
  throw new UnknownEditionError(asOf, near, field);
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
