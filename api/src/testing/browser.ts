/** A browser as far as signing in needs one: cookies by host, and redirects followed one by one. */
export class TestBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** @param hosts where an address is really answered, by its origin */
  constructor(readonly hosts: Readonly<Record<string, string>>) {}

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const asked = new URL(address);
    const url = (this.hosts[asked.origin] ?? asked.origin) + asked.pathname + asked.search;
    const jar = this.#cookies.get(asked.origin) ?? new Map<string, string>();
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const text of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '' || /max-age=0/i.test(text)) jar.delete(name);
      else jar.set(name, value);
    }
    this.#cookies.set(asked.origin, jar);
    return response;
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#cookies.get(origin)?.get(name);
  }

  /** Follows redirects until a page, or until an address that begins with `stop`. */
  async follow(
    address: string,
    stop?: string,
    init?: RequestInit,
  ): Promise<{ address: string; page: string }> {
    for (let hop = 0; hop < 10; hop++) {
      if (stop !== undefined && address.startsWith(stop)) return { address, page: '' };
      const response = await this.request(address, hop === 0 ? init : {});
      const location = response.headers.get('location');
      if (location === null) return { address, page: await response.text() };
      address = new URL(location, address).href;
    }
    throw new Error(`too many redirects, the last to ${address}`);
  }
}
