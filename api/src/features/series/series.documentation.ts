import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { mediaTypes, seriesShape } from '@vigie/contract';
import { z } from 'zod';
import { Problems } from '../../documentation/documented.decorator.js';

const { $schema: _, ...series } = z.toJSONSchema(seriesShape, {
  target: 'openapi-3.0',
  io: 'output',
});

const binary = { schema: { type: 'string', format: 'binary' } };

/** Describes the one endpoint that answers in several formats. */
export const DocumentedSeries = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Cellules publiées d’un indicateur / Published cells of a measure',
      description:
        'Les lignes viennent d’un seul croisement publié ; rien n’est additionné. ' +
        'Ordre : période, territoire, secteur, génération, tranche d’âge, par point de code. / ' +
        'Rows come from exactly one published cuboid; nothing is added up.',
    }),
    ApiResponse({
      status: 200,
      description: 'Les cellules, leur nombre dans x-row-count / The cells, counted in x-row-count',
      headers: {
        'x-row-count': { description: 'Number of rows', schema: { type: 'integer' } },
        etag: { description: 'Edition, role and question', schema: { type: 'string' } },
      },
      content: {
        [mediaTypes.json]: { schema: series as object },
        [mediaTypes.csv]: { schema: { type: 'string' } },
        [mediaTypes.arrow]: binary,
      },
    }),
    ApiResponse({ status: 304, description: 'Inchangé / Not modified' }),
    Problems(),
  );
