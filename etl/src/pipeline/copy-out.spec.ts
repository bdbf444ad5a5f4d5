import { Readable } from 'node:stream';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { copyOut } from './copy-out.js';

interface Submitted {
  submit(connection: object): void;
  handleError(error: Error): void;
}

describe('copyOut', () => {
  it('fails where its connection breaks, and lets be what arrives thereafter', async () => {
    const socket = new Readable({ read: () => undefined });
    socket.on('data', () => undefined);
    let query: Submitted | undefined;
    const client = {
      query: (given: Submitted) => {
        query = given;
        given.submit({ stream: socket, query: () => undefined });
        return given;
      },
    };
    const rows = copyOut(client as unknown as pg.ClientBase, 'SELECT 1');
    const first = rows.next();
    query?.handleError(new Error('Connection terminated unexpectedly'));
    await expect(first).rejects.toThrow('Connection terminated unexpectedly');
    // The rest of what the server had sent: one row, as its protocol frames it.
    socket.push(Buffer.from([0x64, 0, 0, 0, 5, 1]));
    expect(() => socket.emit('readable')).not.toThrow();
  });
});
