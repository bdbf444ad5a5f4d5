import { resolve } from 'node:path';
import { z } from 'zod';

const notAPort = 'un port, de 1 à 65535 / a port, from 1 to 65535';
const port = (standard: number) =>
  z.coerce.number(notAPort).int(notAPort).min(1, notAPort).max(65_535, notAPort).default(standard);

const shape = z.object({
  VIGIE_DATA_DIR: z.string().min(1).default('.vigie'),
  VIGIE_HOST: z.string().min(1).default('127.0.0.1'),
  VIGIE_PUBLIC_URL: z.url().optional(),
  VIGIE_WEB_PORT: port(3000),
  VIGIE_API_PORT: port(3001),
  VIGIE_CORE_PORT: port(3002),
  VIGIE_ETL_PORT: port(3003),
  VIGIE_ISSUER_PORT: port(3004),
  VIGIE_PG_PORT: port(54_320),
  DATABASE_URL: z.string().min(1).optional(),
  VIGIE_ETL_DATABASE_URL: z.string().min(1).optional(),
  VIGIE_API_DATABASE_URL: z.string().min(1).optional(),
  VIGIE_ISSUERS: z.string().min(1).optional(),
  NODE_ENV: z.string().optional(),
  NO_COLOR: z.string().optional(),
});

export type Environment = Record<string, string | undefined>;

export interface Settings {
  dataDir: string;
  host: string;
  ports: { web: number; api: number; core: number; etl: number; issuer: number; postgres: number };
  publicUrl: string;
  /** The owner's address of the operator's own PostgreSQL; without it, the embedded one runs. */
  databaseUrl: string | undefined;
  /** Addresses of the two roles, where the operator gives them. */
  roleUrls: { etl: string | undefined; api: string | undefined };
  /** Identity providers that the operator gives, as they came. */
  issuers: string | undefined;
  /** Whether an identity provider runs here too, for whoever tries Vigie out on the embedded server. */
  isTrial: boolean;
  colour: boolean;
  /** Everything else is handed on to the processes as it came. */
  inherited: Environment;
}

/** A setting that cannot be read: one line each, naming the variable. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the environment once; every fault is in one message. */
export function readSettings(
  environment: Environment = process.env,
  folder: string = process.cwd(),
): Settings {
  // An empty variable is how a shell or a compose file says that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `Réglage / setting ${issue.path.join('.')} : ${issue.message}`,
    );
    throw new SettingsError(faults.join('\n'));
  }
  const read = parsed.data;
  return {
    dataDir: resolve(folder, read.VIGIE_DATA_DIR),
    host: read.VIGIE_HOST,
    ports: {
      web: read.VIGIE_WEB_PORT,
      api: read.VIGIE_API_PORT,
      core: read.VIGIE_CORE_PORT,
      etl: read.VIGIE_ETL_PORT,
      issuer: read.VIGIE_ISSUER_PORT,
      postgres: read.VIGIE_PG_PORT,
    },
    publicUrl: read.VIGIE_PUBLIC_URL ?? `http://localhost:${read.VIGIE_WEB_PORT}`,
    databaseUrl: read.DATABASE_URL,
    roleUrls: { etl: read.VIGIE_ETL_DATABASE_URL, api: read.VIGIE_API_DATABASE_URL },
    issuers: read.VIGIE_ISSUERS,
    isTrial:
      read.DATABASE_URL === undefined &&
      read.VIGIE_ISSUERS === undefined &&
      read.NODE_ENV !== 'production',
    colour: read.NO_COLOR === undefined,
    inherited: environment,
  };
}
