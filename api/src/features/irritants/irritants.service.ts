import { Injectable } from '@nestjs/common';
import {
  type AsOfQuery,
  type Irritant,
  type Irritants,
  type IrritantWithHistory,
} from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader, type Scope } from '../../access/scope.js';
import { nearest } from '../../problems/nearest.js';
import { UnknownIrritantError } from '../../problems/request-errors.js';
import { type EditionContent, EditionService } from '../edition/edition.service.js';
import { Kept } from '../edition/kept.js';
import { leversWith } from '../levers/lever-state.js';
import { irritantsWith, statusTerms } from './irritant-state.js';
import { nationalCounts } from './national-counts.query.js';
import { barriersOf, mainIrritants, subIrritantsOf, terms } from './reference-links.js';

/** Editions of which the histories are kept: deriving them reads every month. */
const keptEditions = 4;

type Tracked = Omit<Irritants, 'irritants'> & { irritants: IrritantWithHistory[] };

@Injectable()
export class IrritantsService {
  readonly #kept = new Kept<Tracked>(keptEditions);

  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
  ) {}

  /** The irritants with the status that an edition shows; before the first, without one. */
  async list(caller: Caller, query: AsOfQuery): Promise<Irritants> {
    const { irritants, ...rest } = await this.#tracked(caller, query);
    return { irritants: irritants.map(({ history: _, ...one }): Irritant => one), ...rest };
  }

  /** One irritant with its history. */
  async read(id: string, caller: Caller, query: AsOfQuery): Promise<IrritantWithHistory> {
    const { irritants } = await this.#tracked(caller, query);
    const found = irritants.find((one) => one.id === id);
    if (found === undefined) throw new UnknownIrritantError(id, nearest(id, choices));
    return found;
  }

  async #tracked(caller: Caller, query: AsOfQuery): Promise<Tracked> {
    const content = await this.editions.content(caller.role, query.as_of);
    const { edition } = content;
    // The role is part of the key: an answer must not cross a scope.
    const key = [caller.role, edition?.id, edition?.published_at].join(' ');
    return this.#kept.get(key, () => tracked(this.reader.as(caller.role), content));
  }
}

/** A sub-irritant or a barrier may have been meant: its irritant is where it is told. */
const choices = mainIrritants.map((irritant) => ({
  id: irritant.id,
  names: [irritant, ...subIrritantsOf(irritant), ...barriersOf(irritant)].flatMap((one) => [
    one.id,
    one.name_fr,
    one.name_en,
  ]),
}));

async function tracked(scope: Scope, content: EditionContent): Promise<Tracked> {
  const [reports, resolved, reopened, deployed] = await Promise.all([
    nationalCounts(scope, content, 'irritants.reports', 'irritant'),
    nationalCounts(scope, content, 'irritants.resolved', 'irritant'),
    nationalCounts(scope, content, 'irritants.reopened', 'irritant'),
    nationalCounts(scope, content, 'levers.deployed', 'lever'),
  ]);
  return {
    irritants: irritantsWith({ reports, resolved, reopened, deployed }),
    levers: leversWith(deployed),
    stages: terms('stage'),
    statuses: statusTerms,
  };
}
