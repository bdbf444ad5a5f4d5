import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { mediaTypes, seriesCountShape, seriesShape } from '@vigie/contract';
import { z } from 'zod';
import { Problems } from '../../documentation/documented.decorator.js';

function schemaOf(shape: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'openapi-3.0', io: 'output' });
  return schema;
}

const binary = { schema: { type: 'string', format: 'binary' } };

/** Describes the one endpoint that answers in several formats. */
export const DocumentedSeries = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Cellules publiées d’un indicateur / Published cells of a measure',
      description:
        'Les lignes viennent d’un seul croisement publié ; rien n’est additionné. ' +
        'Ordre : période, territoire, puis les catégories, par point de code. ' +
        '« format=csv_fr » est le CSV pour Excel (France), « format=csv » le CSV pour outils ; ' +
        '« format=zip » est un paquet : les données dans les formats de « files », le dictionnaire, la ' +
        'licence, comment citer, et la liste des fichiers avec leur SHA-256 ; ' +
        '« format=count » répond le nombre de lignes sans elles. / ' +
        'Rows come from exactly one published cuboid; nothing is added up. ' +
        'Order: period, territory, then the categories, by code point. ' +
        '“format=csv_fr” is the CSV for Excel set to French, “format=csv” the one for tools; ' +
        '“format=zip” is a package: the data in the formats of “files”, the dictionary, the licence, ' +
        'how to cite, and the list of files with their SHA-256; ' +
        '“format=count” answers the number of rows without them.',
    }),
    ApiResponse({
      status: 200,
      description: 'Les cellules, leur nombre dans x-row-count / The cells, counted in x-row-count',
      headers: {
        'x-row-count': { description: 'Number of rows', schema: { type: 'integer' } },
        etag: { description: 'Edition, role and question', schema: { type: 'string' } },
      },
      content: {
        [mediaTypes.json]: {
          schema: { anyOf: [schemaOf(seriesShape), schemaOf(seriesCountShape)] },
        },
        [mediaTypes.csv]: { schema: { type: 'string' } },
        [mediaTypes.xlsx]: binary,
        [mediaTypes.parquet]: binary,
        [mediaTypes.arrow]: binary,
        [mediaTypes.arrow_stream]: binary,
        [mediaTypes.zip]: binary,
      },
    }),
    ApiResponse({ status: 304, description: 'Inchangé / Not modified' }),
    Problems(),
  );
