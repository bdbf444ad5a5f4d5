import { Injectable } from '@nestjs/common';
import { type Change, type Reopened } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { InvalidReferenceError, NoEditionYetError } from '../../problems/request-errors.js';
import { PublicAddress } from '../../public-address.js';
import { causes } from '../changes/cause.js';
import { changesOf } from '../changes/changes-of.js';
import { type EditionContent, EditionService } from '../edition/edition.service.js';
import { describeMeasure, readableDeclarations } from '../measures/declaration.js';
import { permanentLink } from '../series/citation.js';
import { etagOf, matches } from '../series/etag.js';
import { toJson } from '../series/formats/json.format.js';
import { headOf } from '../series/head.js';
import { type Question, resolveQuestion } from '../series/question.js';
import { cellsOf, openRows, type RowStream } from '../series/row-stream.js';
import { streamed, whole } from '../series/send.js';
import { type SeriesAnswer } from '../series/series.service.js';
import { ReferenceFault } from './checked-text.js';
import { queryOf, stampOf } from './question-reference.js';
import { readReference, type Reference } from './reference-code.js';

/** Raised when what is told of the same reference changes. */
const referencesVersion = 1;

type Today = Omit<NonNullable<Reopened['today']>, 'rows'>;

@Injectable()
export class ReferencesService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
    private readonly address: PublicAddress,
  ) {}

  /** The figure of a reference as its edition told it, and what the current one tells otherwise. */
  async answer(given: string, caller: Caller): Promise<SeriesAnswer> {
    const { role } = caller;
    const reference = understood(given);
    const content = await this.editions.content(role, reference.edition, 'id');
    const question = questionOf(given, reference, content, role);
    const current = await this.editions.content(role);
    if (current.edition === null) throw new NoEditionYetError();
    const key = `${reference.text} ${current.edition.id}`;
    const etag = etagOf(`references ${referencesVersion}`, key, current.edition, role, 'json');
    const link = `${this.address.url}/v1/references/${reference.text}`;
    const headers = { etag, vary: 'Accept, Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };

    const scope = this.reader.as(role);
    const rows = await openRows(cellsOf(scope, question));
    const isCurrent = current.edition.id === reference.edition;
    const changes = isCurrent
      ? null
      : await openRows(
          await changesOf(scope, {
            question: { ...question, edition: current.edition.id },
            from: reference.edition,
            withdrawn: null,
          }),
        );
    const today = changes && {
      head: {
        edition: current.edition,
        measure: measureToday(question, current, role),
        causes,
        row_count: changes.count,
      },
      rows: changes,
    };
    const chunks = reopened(
      { reference: reference.text, permanent_link: permanentLink(question, this.address.url) },
      toJson(headOf(question, content, role, this.address.url, rows.count), rows.pages),
      today,
    );
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body: rows.single && changes?.single !== false ? await whole(chunks) : streamed(chunks),
    };
  }
}

function understood(given: string): ReturnType<typeof readReference> {
  try {
    return readReference(given);
  } catch (error) {
    if (error instanceof ReferenceFault) throw new InvalidReferenceError(given, error.detail);
    throw error;
  }
}

/** The question of a reference, which must be the very one that it was made of. */
function questionOf(
  given: string,
  reference: Reference,
  content: EditionContent,
  role: Role,
): Question {
  if (content.edition !== null && stampOf(content.edition) !== reference.stamp) {
    throw new InvalidReferenceError(given, otherEdition(reference.edition));
  }
  const question = resolveQuestion(queryOf(reference), content, role);
  const { declaration, cuboid } = question;
  if (declaration.version !== reference.version || cuboid.id !== reference.cuboid) {
    throw new InvalidReferenceError(given, otherDefinition(reference, declaration.version));
  }
  return question;
}

function measureToday({ declaration }: Question, current: EditionContent, role: Role) {
  const found = readableDeclarations(current.declarations, role).find(
    ({ id }) => id === declaration.id,
  );
  return found === undefined ? null : describeMeasure(found, role);
}

/** One document of two series, each read while it is sent. */
async function* reopened(
  head: Pick<Reopened, 'reference' | 'permanent_link'>,
  figure: AsyncIterable<string>,
  today: { head: Today; rows: RowStream<Change> } | null,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"figure":`;
  yield* figure;
  yield ',"today":';
  if (today === null) yield 'null';
  else yield* toJson(today.head, today.rows.pages);
  yield '}';
}

const otherEdition = (edition: number) => ({
  fr: `L’édition ${edition} d’ici n’est pas celle dont elle parle : elle vient d’une autre installation, ou d’avant une remise à zéro.`,
  en: `Edition ${edition} of this place is not the one that it speaks of: it comes from another installation, or from before a reset.`,
});
const otherDefinition = ({ measure, version, cuboid, edition }: Reference, told: number) => ({
  fr: `L’édition ${edition} donne « ${measure} » selon sa définition ${told}, et non ${version}, ou ne le donne pas par « ${cuboid} ».`,
  en: `Edition ${edition} tells “${measure}” by its definition ${told}, not ${version}, or does not tell it by “${cuboid}”.`,
});
