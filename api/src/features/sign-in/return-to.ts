/** A page of this site to go back to; anything else is the first page. */
export function returnTo(asked: string | undefined): string {
  const here = 'http://here';
  const isPath = asked !== undefined && asked.length <= 2_000 && /^\/(?![/\\])/.test(asked);
  if (!isPath || !URL.canParse(asked, here)) return '/';
  const { origin, pathname, search } = new URL(asked, here);
  // What would go to the API or to another site is no page.
  return origin === here && !/^\/(v1|auth)(\/|$)/.test(pathname) ? pathname + search : '/';
}

/** Where a sign-in that failed is explained, in the language of the page that it came from. */
export function refusalPage(reason: string, from: string): string {
  const prefix = /^\/en(\/|$)/.test(from) ? '/en' : '';
  return `${prefix}/connexion?refus=${reason}`;
}
