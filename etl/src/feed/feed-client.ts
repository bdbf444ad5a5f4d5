import { createHash } from 'node:crypto';
import { OperatorError } from '@vigie/warehouse';
import type { z } from 'zod';
import type { Grain } from '../calendar/calendar.js';
import { redact } from '../identity/redact.js';
import { platformFetch } from './platform.js';
import { manifestSchema, registerSchemas, type Manifest, type Registers } from './feed.schema.js';

/** One page as it came, its digest verified. */
export interface FeedPage {
  body: Uint8Array;
  rows: number;
  sha256: string;
  /** Cursor to ask after. */
  next: string;
  /** Another page can be asked at once. */
  more: boolean;
  schemaVersion: number;
}

export interface PageRequest {
  stream: string;
  grain: Grain;
  month: string;
  after: string;
  limit: number;
  /** Journal only: nothing emitted after this day. */
  through?: string;
  /** Submissions only: the streams whose submissions are wanted. */
  of?: readonly string[];
}

/** The feed cannot be reached or answers an error: try again later. */
export class FeedUnavailableError extends OperatorError {
  readonly code = 'feed_unavailable';
}

/** A page that must not be loaded; `reason` goes to the ledger. */
export class BadPageError extends Error {
  override readonly name = 'BadPageError';
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

export interface FeedOptions {
  signal?: AbortSignal;
  /** Stands in for the platform's own. */
  fetch?: typeof fetch;
  /** Milliseconds after which an answer is given up. */
  deadline?: number;
}

const largestBody = 64 * 1024 * 1024;

/** The feed over HTTP. Everything it answers is checked here before it goes further. */
export class FeedClient {
  private readonly ask: typeof fetch;
  private readonly deadline: number;

  constructor(
    private readonly url: string,
    private readonly options: FeedOptions = {},
  ) {
    this.ask = options.fetch ?? platformFetch;
    this.deadline = options.deadline ?? 60_000;
  }

  manifest(): Promise<Manifest> {
    return this.json('/feeds', manifestSchema);
  }

  async registers(): Promise<Registers> {
    const [vendors, releases, submitters] = await Promise.all([
      this.json('/registers/vendors', registerSchemas.vendors),
      this.json('/registers/releases', registerSchemas.releases),
      this.json('/registers/submitters', registerSchemas.submitters),
    ]);
    return { vendors: vendors.rows, releases: releases.rows, submitters: submitters.rows };
  }

  /**
   * One page with its digest verified.
   * @throws BadPageError for a body that does not match its headers
   * @throws FeedUnavailableError when the feed does not answer
   */
  async page(request: PageRequest): Promise<FeedPage> {
    const { stream, ...rest } = request;
    const query = new URLSearchParams({ grain: rest.grain, month: rest.month });
    query.set('limit', String(rest.limit));
    if (rest.after !== '') query.set('after', rest.after);
    if (rest.through !== undefined) query.set('through', rest.through);
    if (rest.of !== undefined) query.set('of', rest.of.join(','));
    const response = await this.get(`/feeds/${stream}?${query.toString()}`);
    const header = (name: string): string => {
      const value = response.headers.get(`vigie-${name}`);
      if (value === null) throw new BadPageError('header', `the header vigie-${name} is missing`);
      return value;
    };
    const page = {
      rows: Number(header('rows')),
      sha256: header('sha256'),
      next: header('next'),
      more: header('more') === 'true',
      schemaVersion: Number(header('schema-version')),
    };
    const body = await this.body(response);
    const digest = createHash('sha256').update(body).digest('hex');
    if (digest !== page.sha256) {
      throw new BadPageError(
        'digest',
        `the body's digest is ${digest}, not ${redact(page.sha256)}`,
      );
    }
    return { ...page, body };
  }

  private async json<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await this.get(path);
    const result = schema.safeParse(await response.json().catch(() => undefined));
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    throw new FeedUnavailableError(
      `The feed's answer to ${path} is not as agreed: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    );
  }

  private async get(path: string): Promise<Response> {
    const { signal: stopping } = this.options;
    const late = AbortSignal.timeout(this.deadline);
    const signal = stopping ? AbortSignal.any([stopping, late]) : late;
    const response = await this.ask(new URL(path, this.url), { signal }).catch((error: unknown) => {
      throw unavailable(this.url, error);
    });
    if (response.ok) return response;
    const text = await response.text().catch(() => '');
    throw new FeedUnavailableError(
      `The feed answers ${response.status} to ${path}: ${redact(text).slice(0, 300)}`,
    );
  }

  /** A body as far as memory allows, whatever its headers say: a packed one grows as it comes. */
  private async body(response: Response): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > largestBody) {
          throw new BadPageError('size', `the body is larger than ${largestBody} bytes`);
        }
        chunks.push(chunk);
      }
    } catch (error) {
      throw error instanceof BadPageError ? error : unavailable(this.url, error);
    }
    return Buffer.concat(chunks, size);
  }
}

const unavailable = (url: string, error: unknown): FeedUnavailableError => {
  const { cause, message } = error as { cause?: { code?: string }; message: string };
  return new FeedUnavailableError(
    `The feed at ${url} does not answer (${cause?.code ?? message}): is VIGIE_CORE_URL right?`,
    { cause: error },
  );
};
