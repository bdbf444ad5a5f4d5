import { z } from 'zod';

const httpAddress = z.url({ protocol: /^https?$/, error: 'is not an http address' });

/** Every setting of the web's process; nothing else reads the environment. */
const settingsShape = z.object({
  VIGIE_WEB_PORT: z.coerce
    .number({ error: 'is not a port number' })
    .int('is not a port number')
    .min(0, 'is not a port number')
    .max(65_535, 'is above 65535')
    .default(3000),
  VIGIE_HOST: z.string().min(1).default('127.0.0.1'),
  VIGIE_PUBLIC_URL: httpAddress.optional(),
  VIGIE_API_URL: httpAddress.default('http://127.0.0.1:3001'),
});

export interface WebSettings {
  /** 0 lets the system choose a free one. */
  port: number;
  host: string;
  /** Where visitors find the site; without it, the address that they asked for. */
  publicUrl?: string | undefined;
  apiUrl: string;
}

/** What an operator mends by changing a setting: one sentence, no stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

export function readSettings(environment: Record<string, string | undefined>): WebSettings {
  // A setting left empty in a Compose or .env file means that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settingsShape.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new OperatorError(`The web cannot start: ${faults.join('; ')}.`);
  }
  const all = result.data;
  return {
    port: all.VIGIE_WEB_PORT,
    host: all.VIGIE_HOST,
    publicUrl: all.VIGIE_PUBLIC_URL,
    apiUrl: all.VIGIE_API_URL,
  };
}
