import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { copyIn } from './copy-in.js';

interface Submitted {
  submit(connection: object): void;
  callback: () => void;
  handleError(error: Error): void;
  handleCopyInResponse(connection: object): void;
}

describe('copyIn', () => {
  it('fails where its deadline passes, and lets be the answer that comes thereafter', async () => {
    const connection = {
      query: () => undefined,
      stream: { write: () => true, once: () => undefined },
    };
    let query: Submitted | undefined;
    const client = {
      query: (given: Submitted) => {
        query = given;
        given.callback = () => undefined;
        given.submit(connection);
        return given;
      },
    };
    const sent = copyIn(client as unknown as pg.ClientBase, 'COPY t FROM STDIN', ['1\n']);
    await new Promise((resolve) => setImmediate(resolve));
    query?.handleError(new Error('Query read timeout'));
    await expect(sent).rejects.toThrow('Query read timeout');
    expect(() => query?.handleCopyInResponse(connection)).not.toThrow();
  });
});
