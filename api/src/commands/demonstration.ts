import { type connect, OperatorError } from '@vigie/warehouse';
import { vendors } from '@vigie/seeds/reference';
import { addAccount, type NewAccount } from './accounts.js';

type Client = Awaited<ReturnType<typeof connect>>;
type DemonstrationAccount = Omit<NewAccount, 'issuer'>;

const [vendor] = vendors;
if (vendor === undefined) throw new Error('there is no vendor to try out');

/** One account of each role, for whoever tries Vigie out on their own machine. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { role: 'agency', name: 'Agence', organisation: 'ARS Auvergne-Rhône-Alpes' },
  { role: 'vendor', name: 'Éditeur', organisation: vendor.name },
  { role: 'analyst', name: 'Analyste', organisation: 'Démonstration' },
  { role: 'sentinelle', name: 'Sentinelle', organisation: 'Démonstration' },
  { role: 'operator', name: 'Exploitation', organisation: 'Démonstration' },
  { role: 'administrator', name: 'Administration', organisation: 'Démonstration' },
].map((account) => ({
  ...account,
  subject: account.role,
  territories: account.role === 'agency' ? ['REG-84'] : [],
  vendor: account.role === 'vendor' ? vendor.id : null,
  demonstration: true,
}));

/** Adds them under an issuer. They need no password worth the name, so production has none of them. */
export async function addDemonstration(
  client: Client,
  issuer: string,
  isProduction: boolean,
): Promise<void> {
  if (isProduction) {
    throw new OperatorError('Demonstration accounts are refused while NODE_ENV is production.');
  }
  for (const account of demonstrationAccounts) await addAccount(client, { ...account, issuer });
}
