/** Seconds that a browser keeps the cookie of a session, at most as long as the session can live. */
const sessionAge = 12 * 3_600;
/** Seconds that a sign-in may take. */
const signInAge = 600;

/** A secret that a browser shows under the name, in its header. */
const valueOf = (name: string, header: string | undefined): string | undefined =>
  new RegExp(`(?:^|;\\s*)${name}=([\\w-]{1,200})(?:;|$)`).exec(header ?? '')?.[1];

/**
 * Cookies that no script of a page reads and no other site sends along. Over https their names begin with
 * `__Host-`, so that browsers refuse one that another host or path has set.
 */
export class SessionCookies {
  readonly #prefix: string;
  readonly #common: string;

  constructor(publicUrl: string) {
    const isSecure = publicUrl.startsWith('https:');
    this.#prefix = isSecure ? '__Host-' : '';
    this.#common = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  session(secret: string): string {
    return this.#cookie('vigie', secret, sessionAge);
  }

  noSession(): string {
    return this.#cookie('vigie', '', 0);
  }

  sessionOf(header: string | undefined): string | undefined {
    return valueOf(`${this.#prefix}vigie`, header);
  }

  /** Binds a sign-in to the browser that began it. */
  signIn(secret: string): string {
    return this.#cookie('vigie_sign_in', secret, signInAge);
  }

  signInOf(header: string | undefined): string | undefined {
    return valueOf(`${this.#prefix}vigie_sign_in`, header);
  }

  #cookie(name: string, value: string, age: number): string {
    return `${this.#prefix}${name}=${value}; Max-Age=${age}${this.#common}`;
  }
}
