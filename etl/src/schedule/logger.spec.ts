import { Writable } from 'node:stream';
import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { serviceLogger } from './logger.js';
import { sentenceOf } from './run.query.js';

function logged(error: unknown): string {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  serviceLogger(sink).error({ err: error }, 'failed');
  return text;
}

const quoting = (): DatabaseError =>
  Object.assign(new DatabaseError('invalid input syntax: "SECRET"', 0, 'error'), {
    code: '22P02',
    detail: 'Key (actor)=(SECRET) already exists.',
    where: 'COPY documents, line 1, column actor: "SECRET"',
    table: 'documents',
  });

describe('what is logged and stored of an error', () => {
  it('of the database tells its code and place, and nothing that it quotes', () => {
    for (const error of [quoting(), new Error('wrapped', { cause: quoting() })]) {
      expect(logged(error)).not.toContain('SECRET');
      expect(logged(error)).toContain('22P02');
    }
    expect(sentenceOf(quoting())).toBe('The database refused a statement: 22P02, table documents.');
  });

  it('of any other kind is the error', () => {
    expect(logged(new TypeError('no such column'))).toContain('no such column');
    expect(sentenceOf(new TypeError('no such column'))).toBe('TypeError: no such column');
  });
});
