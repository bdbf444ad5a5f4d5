import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { type z } from 'zod';

/** Every endpoint refuses in the same way: problem details. */
export const Problems = (): MethodDecorator =>
  ApiResponse({
    status: 'default',
    description: 'Problème / Problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

/** Describes an endpoint that answers one JSON shape; `example` is an address that it answers. */
export const Documented = (summary: string, shape: z.ZodType, example?: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary,
      ...(example !== undefined && { description: `Exemple / Example: \`${example}\`` }),
    }),
    ApiResponse({ status: 200, description: summary, standardSchema: shape }),
    Problems(),
  );
