import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Problems } from '../../documentation/documented.decorator.js';

/** Describes the endpoint that answers an archive. */
export const DocumentedCube = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Cube public d’une édition / Public cube of an edition',
      description:
        'Toutes les cases publiques, en CSV, avec le dictionnaire, les codes, le calendrier et la ' +
        'licence. Les mêmes octets à chaque fois pour une édition. / ' +
        'Every public cell, as CSV, with the dictionary, the codes, the calendar and the licence. ' +
        'The same bytes each time for one edition.',
    }),
    ApiResponse({
      status: 200,
      description: 'Archive zip / Zip archive',
      headers: { etag: { description: 'Edition', schema: { type: 'string' } } },
      content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
    }),
    ApiResponse({ status: 304, description: 'Inchangé / Not modified' }),
    Problems(),
  );
