import { OperatorError, roleUrl } from '@vigie/warehouse';
import { z } from 'zod';
import { type Limits } from './api-context.js';
import { type Issuer, isLocal } from './features/sign-in/issuers.js';

const address = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    message: 'is not an address such as postgresql://user:password@host:5432/database',
  });

/** Identity providers, as JSON: without encryption only one on this machine. */
const issuersShape = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is no JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'needs an id of a-z, 0-9 and -'),
        name: z.string().min(1, 'needs a name'),
        issuer: z
          .url('needs the address of the issuer')
          .refine((address) => address.startsWith('https:') || isLocal(address), {
            message: 'needs an issuer over https',
          }),
        client_id: z.string().min(1, 'needs a client_id'),
        client_secret: z.string().min(1, 'needs a client_secret'),
      }),
    ),
  );

const settingsShape = z
  .object({
    VIGIE_API_PORT: z.coerce
      .number({ error: 'is not a port number' })
      .int('is not a port number')
      .min(0, 'is not a port number')
      .max(65_535, 'is above 65535')
      .default(3001),
    VIGIE_HOST: z.string().min(1, 'is empty').default('127.0.0.1'),
    VIGIE_API_DATABASE_URL: address.optional(),
    DATABASE_URL: address.optional(),
    VIGIE_DATA_DIR: z.string().min(1, 'is empty').default('.vigie'),
    NODE_ENV: z.string().optional(),
    VIGIE_ISSUERS: issuersShape.optional(),
    VIGIE_RATE_LIMIT: z
      .union([z.literal('off'), z.coerce.number().int().min(1)], 'is neither "off" nor a number')
      .default(3_000),
    VIGIE_PROXIES: z.coerce
      .number({ error: 'is not a number' })
      .int('is not a number')
      .min(0, 'is below 0')
      .max(10, 'is above 10')
      .default(1),
    VIGIE_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not an http address' }).default(
      // The web is the only public process, and it passes /v1 on.
      'http://localhost:3000',
    ),
  })
  .refine((all) => all.VIGIE_API_DATABASE_URL !== undefined || all.DATABASE_URL !== undefined, {
    path: ['DATABASE_URL'],
    message: 'is missing, and so is VIGIE_API_DATABASE_URL',
  });

export interface Settings {
  port: number;
  host: string;
  /** Address of the database for the role `vigie_api`. */
  databaseUrl: string;
  /** The setting that `databaseUrl` came from, for the sentence of an error. */
  databaseSetting: string;
  /** Where the outside world finds the API, without a final slash. */
  publicUrl: string;
  /** Whether accounts that were made to be tried out open nothing. */
  isProduction?: boolean;
  /** Who accounts may sign in with. */
  issuers?: readonly Issuer[];
  /** What one may ask of the API within a minute, and who says who it is. */
  limits?: Limits;
}

/** Reads the settings of the process; throws an OperatorError that lists everything wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  // A setting left empty in a Compose or .env file means that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settingsShape.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new OperatorError(`The API cannot start: ${faults.join('; ')}.`);
  }
  const all = result.data;
  const own = all.VIGIE_API_DATABASE_URL;
  return {
    port: all.VIGIE_API_PORT,
    host: all.VIGIE_HOST,
    databaseUrl: own ?? roleUrl(all.DATABASE_URL ?? '', 'vigie_api', all.VIGIE_DATA_DIR),
    databaseSetting: own === undefined ? 'DATABASE_URL' : 'VIGIE_API_DATABASE_URL',
    publicUrl: all.VIGIE_PUBLIC_URL.replace(/\/+$/, ''),
    limits: {
      perMinute: all.VIGIE_RATE_LIMIT === 'off' ? null : all.VIGIE_RATE_LIMIT,
      proxies: all.VIGIE_PROXIES,
    },
    isProduction: all.NODE_ENV === 'production',
    issuers: (all.VIGIE_ISSUERS ?? []).map(({ id, name, issuer, ...client }) => ({
      ...{ id, name, issuer },
      ...{ clientId: client.client_id, clientSecret: client.client_secret },
    })),
  };
}
