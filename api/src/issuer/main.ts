import { OperatorError } from '@vigie/warehouse';
import { randomBytes } from 'node:crypto';
import { demonstrationAccounts } from '../commands/demonstration.js';
import { readSettings } from './issuer.settings.js';
import { type LocalIssuerOptions, localProvider, serveIssuer } from './local-issuer.js';

try {
  const { port, host, publicUrl, apiUrl, secret } = readSettings(process.env);
  const password = randomBytes(6).toString('base64url');
  const options: LocalIssuerOptions = {
    ...{ port, host, password, issuer: `http://localhost:${port}` },
    client: { id: 'vigie', secret },
    redirectUri: `${publicUrl}/auth/callback/local`,
    logoutUri: `${apiUrl}/auth/backchannel-logout`,
    identities: demonstrationAccounts.map(({ subject, name, organisation }) => ({
      subject,
      name: `${name} (${organisation})`,
    })),
  };
  const issuer = await serveIssuer(await localProvider(options), options);
  const names = demonstrationAccounts.map(({ name }) => name).join(', ');
  console.log(`Comptes de démonstration / demonstration accounts: ${names}`);
  console.log(`Mot de passe / password: ${password} (${publicUrl}/connexion)`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void issuer.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
