import { OperatorError } from '@vigie/warehouse';

export interface CommandSettings {
  /** Address of the database as its owner: the API itself may make no account. */
  ownerUrl: string;
  isProduction: boolean;
}

/** Reads the settings of the command; throws an OperatorError that names what is missing. */
export function readSettings(environment: NodeJS.ProcessEnv): CommandSettings {
  const { DATABASE_URL: ownerUrl, NODE_ENV: mode } = environment;
  if (ownerUrl === undefined || ownerUrl === '') {
    throw new OperatorError('DATABASE_URL is missing: the address of the database as its owner.');
  }
  return { ownerUrl, isProduction: mode === 'production' };
}
