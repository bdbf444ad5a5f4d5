import { OperatorError, roleUrl } from '@vigie/warehouse';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const optionalUrl = z.url().optional();

const schema = z.object({
  DATABASE_URL: optionalUrl,
  VIGIE_ETL_DATABASE_URL: optionalUrl,
  VIGIE_API_DATABASE_URL: optionalUrl,
  VIGIE_CORE_URL: z.url().default('http://127.0.0.1:3002'),
  VIGIE_ETL_PORT: port.default(3003),
  VIGIE_HOST: z.string().default('127.0.0.1'),
  VIGIE_DATA_DIR: z.string().default('.vigie'),
  /** What noise derives from: at least 32 bytes, in hexadecimal or base64; else kept in the data. */
  VIGIE_CELL_KEY: z.string().optional(),
  /** Days that event rows are kept after their month closed; `off` keeps them. */
  VIGIE_RETENTION_DAYS: z
    .union([z.literal('off').transform(() => Infinity), z.coerce.number().int().min(0).max(3650)])
    .default(45),
  /** Nights that the first history leaves out and replays one by one, so that revisions exist. */
  VIGIE_REPLAY_NIGHTS: z.coerce.number().int().min(0).max(60).default(30),
  VIGIE_POLL_SECONDS: z.coerce.number().min(0.05).max(3600).default(15),
  VIGIE_PAGE_ROWS: z.coerce.number().int().min(1).max(100_000).default(50_000),
  /** A leader silent for so many seconds is taken for paused, and another process takes over. */
  VIGIE_LEADER_SILENCE_SECONDS: z.coerce.number().min(3).max(600).default(15),
  /** At a shutdown, what is under way may end by itself for so long; 25 s in all at the most. */
  VIGIE_DRAIN_SECONDS: z.coerce.number().min(1).max(19).default(18),
  /** Hours that the source may offer nothing new before someone is told. */
  VIGIE_SILENCE_HOURS: z.coerce.number().int().min(1).max(720).default(36),
  /** Alerts are posted there as JSON. */
  VIGIE_ALERT_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
  /** Alerts are sent by e-mail through this server, `smtp://user:password@host:port`. */
  VIGIE_ALERT_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
  VIGIE_ALERT_TO: z.string().optional(),
  VIGIE_ALERT_FROM: z.string().default('vigie@localhost'),
  /** Where the runbook is read; each alert links to its section there. */
  VIGIE_RUNBOOK_URL: z.string().default('etl/RUNBOOK.md'),
});
export type Settings = z.infer<typeof schema>;

/** Reads the settings; every error is in the one message of the {@link OperatorError} thrown. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return consistent(result.data);
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new OperatorError(`Settings to correct: ${faults.join('; ')}.`);
}

function consistent(settings: Settings): Settings {
  if (settings.VIGIE_ALERT_SMTP === undefined || settings.VIGIE_ALERT_TO !== undefined) {
    return settings;
  }
  throw new OperatorError(
    'VIGIE_ALERT_SMTP is set without VIGIE_ALERT_TO: give the addresses that alerts go to, separated by commas.',
  );
}

/** The owner's address, for `migrate` and `reset` only. */
export function ownerUrl(settings: Settings): string {
  if (settings.DATABASE_URL) return settings.DATABASE_URL;
  throw new OperatorError(
    'DATABASE_URL is not set: give the address of a PostgreSQL database, or run "npm start", which brings its own.',
  );
}

/** The address that the etl works with: its own role, never the owner. */
export function etlUrl(settings: Settings): { url: string; setting: string } {
  if (settings.VIGIE_ETL_DATABASE_URL) {
    return { url: settings.VIGIE_ETL_DATABASE_URL, setting: 'VIGIE_ETL_DATABASE_URL' };
  }
  const url = roleUrl(ownerUrl(settings), 'vigie_etl', settings.VIGIE_DATA_DIR);
  return { url, setting: 'DATABASE_URL' };
}
