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

/** Describes an endpoint that answers one JSON shape. */
export const Documented = (summary: string, shape: z.ZodType): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status: 200, description: summary, standardSchema: shape }),
    Problems(),
  );
