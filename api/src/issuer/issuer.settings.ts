import { OperatorError } from '@vigie/warehouse';
import { z } from 'zod';

const shape = z.object({
  NODE_ENV: z.string().optional(),
  VIGIE_ISSUER_PORT: z.coerce.number().int().min(1).max(65_535).default(3004),
  VIGIE_HOST: z.string().min(1).default('127.0.0.1'),
  VIGIE_PUBLIC_URL: z.url().default('http://localhost:3000'),
  VIGIE_API_URL: z.url().default('http://127.0.0.1:3001'),
  /** What the API shows it, drawn by who starts both. */
  VIGIE_ISSUER_SECRET: z.string().min(16),
});

export interface IssuerSettings {
  port: number;
  host: string;
  publicUrl: string;
  apiUrl: string;
  secret: string;
}

/** Reads the settings of the local issuer; throws an OperatorError, always in production. */
export function readSettings(environment: NodeJS.ProcessEnv): IssuerSettings {
  const parsed = shape.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new OperatorError(`The local issuer cannot start: ${names.join('; ')}.`);
  }
  const read = parsed.data;
  if (read.NODE_ENV === 'production') {
    throw new OperatorError('The local issuer is refused while NODE_ENV is production.');
  }
  return {
    port: read.VIGIE_ISSUER_PORT,
    host: read.VIGIE_HOST,
    publicUrl: read.VIGIE_PUBLIC_URL.replace(/\/+$/, ''),
    apiUrl: read.VIGIE_API_URL,
    secret: read.VIGIE_ISSUER_SECRET,
  };
}
