import type { Api } from '#lib/api/client.ts';
import type { Locale } from '#lib/i18n/locale.ts';

declare global {
  namespace App {
    interface Locals {
      api: Api;
      locale: Locale;
    }
    /** Every error is expected and told apart by `kind`; what else happens is `internal`. */
    interface Error {
      kind:
        | 'not_found'
        | 'unknown_territory'
        | 'bare_code'
        | 'reference'
        | 'unavailable'
        | 'loading'
        | 'internal';
      /** What the visitor asked for, where the page repeats it. */
      asked?: string;
      /** Why a reference opens nothing, by the code of the API. */
      why?: 'invalid' | 'withdrawn' | 'unknown';
      /** Territories that the visitor may have meant. */
      choices?: { id: string; name: string; kind: 'nation' | 'region' | 'department' }[];
      /** Irritants that the visitor may have meant. */
      irritants?: { id: string; name: string }[];
    }
  }
}

export {};
