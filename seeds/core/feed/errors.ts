/** A question that the feed refuses: a stable code, a sentence, and what is allowed. */
export class FeedError extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    readonly code: string,
    message: string,
    readonly allowed: readonly string[],
  ) {
    super(message);
    this.name = 'FeedError';
  }

  static unknown(
    what: string,
    value: string,
    allowed: readonly string[],
    status: 400 | 404 = 400,
  ): FeedError {
    return new FeedError(status, `unknown_${what}`, `Unknown ${what} “${value}”.`, allowed);
  }

  static notClosed(month: string, closed: string): FeedError {
    return new FeedError(409, 'not_closed', `The month ${month} is not closed.`, [
      `up to ${closed}`,
    ]);
  }
}
