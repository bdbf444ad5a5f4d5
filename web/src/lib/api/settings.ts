/** What the Node server hands to the pages with each request; see `server/index.ts`. */
export interface WebContext {
  apiUrl: string;
}

export const contextKey = Symbol.for('vigie.web.context');

interface Platform {
  req: { [contextKey]: WebContext | undefined };
}

/** The address of the API; under `vite dev` there is no server of ours, and the default holds. */
export function apiUrlOf(platform: unknown): string {
  const context = (platform as Platform | undefined)?.req[contextKey];
  return context === undefined ? 'http://127.0.0.1:3001' : context.apiUrl;
}
