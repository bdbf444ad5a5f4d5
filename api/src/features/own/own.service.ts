import { Injectable } from '@nestjs/common';
import {
  ownCellShape,
  ownColumns,
  type OwnQuery,
  type OwnSeries,
  ownSeriesShape,
} from '@vigie/contract';
import { z } from 'zod';
import { OwnCellsReader } from '../../access/own-cells.js';
import { type Principal } from '../../access/principal.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { csvText, type Field } from '../cube/csv-text.js';
import { EditionService } from '../edition/edition.service.js';
import { ownCells } from './own-cells.query.js';
import { resolveOwn } from './own-question.js';
import { readableVendor } from './own-vendor.js';

const pageShape = z.array(ownCellShape);

@Injectable()
export class OwnService {
  constructor(
    private readonly reader: OwnCellsReader,
    private readonly editions: EditionService,
  ) {}

  /** A vendor's own cells of one cuboid, of a few thousand rows at most. */
  async read(query: OwnQuery, principal: Principal): Promise<OwnSeries> {
    const vendor = readableVendor(query.vendor, principal);
    const content = await this.editions.content(principal.reads, query.as_of);
    const question = resolveOwn(query, content, principal.reads);
    const { edition } = content;
    if (edition === null) throw new NoEditionYetError();
    const rows = await this.reader.of(vendor.id, (db) => ownCells(db, question));
    return ownSeriesShape.parse({
      vendor,
      measure: content.declarations.get(question.measure.id) ?? question.measure,
      cuboid: question.cuboid.id,
      grain: question.cuboid.grain,
      edition,
      row_count: rows.length,
      rows: pageShape.parse(rows),
    });
  }
}

/** The same rows as a CSV for tools: each line says what it is of. */
export function ownCsv({ vendor, measure, edition, rows }: OwnSeries): string {
  const common = {
    simulated: String(edition.source.simulated),
    ...{ edition: edition.id, vendor: vendor.id, measure: measure.id },
  };
  const lines = rows.map((row) =>
    ownColumns.map((column) => fieldOf({ ...common, ...row }, column)),
  );
  return csvText([[...ownColumns], ...lines]);
}

type Line = Readonly<Record<string, string | number | boolean | null>>;

function fieldOf(line: Line, column: string): Field {
  const value = line[column] ?? null;
  return typeof value === 'boolean' ? String(value) : value;
}
