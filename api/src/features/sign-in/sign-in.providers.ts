import { type Provider } from '@nestjs/common';
import { Audit } from '../../access/audit.js';
import { SessionCookies } from '../../access/session-cookie.js';
import { type ApiContext } from '../../api-context.js';
import { IssuerLogout } from './issuer-logout.js';
import { Issuers } from './issuers.js';
import { SignInService } from './sign-in.service.js';

/** What signing in is made of. */
export function signInProviders(context: ApiContext): Provider[] {
  const { db, publicUrl, isProduction = false } = context;
  const issuers = new Issuers(context.issuers ?? []);
  return [
    { provide: Issuers, useValue: issuers },
    { provide: SessionCookies, useValue: new SessionCookies(publicUrl) },
    { provide: IssuerLogout, useValue: new IssuerLogout(db, issuers) },
    {
      provide: SignInService,
      useFactory: (audit: Audit) =>
        new SignInService({ db, audit, issuers, publicUrl, isProduction }),
      inject: [Audit],
    },
  ];
}
