import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { invalidQuery } from './query-issues.js';

type Validate = StandardSchemaValidationPipe['validate'];

/** Validates a query with its zod shape; what it refuses becomes one of our errors. */
export class QueryPipe extends StandardSchemaValidationPipe {
  protected override async validate<T>(
    value: unknown,
    schema: Parameters<Validate>[1],
    options?: Parameters<Validate>[2],
  ) {
    const result = await super.validate<T>(value, schema, options);
    if (result.issues) {
      const parameters = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
      throw invalidQuery(result.issues, parameters);
    }
    return result;
  }

  /** A query is flat and its shape builds it anew: strange keys are refused, not dropped. */
  protected override stripProtoKeys(): void {
    return;
  }
}
