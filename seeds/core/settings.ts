import { z } from 'zod';
import { scenarioNames } from './calibration/scenario.js';
import { clockProblem } from './clock.js';
import { FAULTS, type Fault } from './feed/faults.js';

const faultSchema = z.string().transform((text, context): Fault => {
  const [kind, every = '1'] = text.split(':');
  const known = FAULTS.find((fault) => fault === kind);
  if (known && /^[1-9]\d{0,5}$/.test(every)) return { kind: known, every: Number(every) };
  context.addIssue(`a comma list of ${FAULTS.join(', ')}, each with :n for every nth page`);
  return z.NEVER;
});

/** The core's settings, by the names of their environment variables. */
const settingsSchema = z.object({
  VIGIE_CORE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port from 0 to 65535')
    .default(3002),
  VIGIE_HOST: z.string().min(1, 'a host name or address').default('127.0.0.1'),
  VIGIE_SEED: z
    .string()
    .regex(/^[\w.-]{1,64}$/, '1 to 64 letters, digits, “.”, “_” or “-”')
    .default('1'),
  VIGIE_SCENARIO: z
    .string()
    .refine(
      (name) => scenarioNames.includes(name) || /\.(json|ya?ml)$/.test(name),
      `one of ${scenarioNames.join(', ')}, or the path of a .json or .yaml file`,
    )
    .default('default'),
  VIGIE_SCALE: z
    .string()
    .transform(Number)
    .refine((scale) => scale >= 0.01 && scale <= 1, 'a number from 0.01 to 1')
    .default(0.2),
  VIGIE_CLOCK: z
    .string()
    .superRefine((text, context) => {
      const problem = clockProblem(text);
      if (problem !== null) context.addIssue(problem);
    })
    .default('real'),
  VIGIE_CORE_FAULTS: z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(faultSchema))
    .default([]),
  VIGIE_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent')
    .default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** A setting that is not allowed; the message names each one and what it may be. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

/** Reads the settings of the process; an empty variable counts as absent. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('VIGIE_') && value !== ''),
  );
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  throw new SettingsError(
    result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}=${given[name] ?? ''} is not allowed: ${message}.`;
    }),
  );
}
