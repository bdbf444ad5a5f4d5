const written = /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i;

/**
 * The address that a Host header names, or null where it names none. Anyone writes that header:
 * what looks like a host and is none, `a:99999` or `1.2.3.999`, must not throw.
 */
export function addressOfHost(host: string | undefined): string | null {
  const address = `http://${host ?? ''}`;
  return host !== undefined && written.test(host) && URL.canParse(address) ? address : null;
}
