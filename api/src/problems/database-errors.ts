/** SQLSTATE classes and codes, and the driver's own, that mean "not now" rather than "never". */
const passing = [
  /^08/, // connection exceptions
  /^53/, // too many connections, disk or memory exhausted
  /^57P0/, // the server is stopping or starting
  /^57014$/, // the statement took too long
  /^CONNECT(ION)?_/, // postgres.js: closed, ended, destroyed, timed out
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/,
];

/** Whether the database is away for a while; Drizzle hides the driver's error in `cause`. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && passing.some((pattern) => pattern.test(code))) return true;
  }
  return false;
}
