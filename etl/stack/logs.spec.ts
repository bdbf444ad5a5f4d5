import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readLogLine } from './log-line.js';
import { Log } from './logs.js';

function screen(isTTY: boolean): {
  text: () => string;
  write: (text: string) => void;
  isTTY: boolean;
} {
  let written = '';
  return { isTTY, write: (text) => void (written += text), text: () => written };
}

const noon = (): Date => new Date(2026, 10, 21, 12, 0, 0);

describe('a line of log', () => {
  it('is read from a JSON record, with its cause', () => {
    const record = { level: 50, msg: 'page refused', err: { message: 'digest differs' } };
    expect(readLogLine(JSON.stringify(record))).toEqual({
      text: 'page refused (digest differs)',
      level: 'error',
      progress: false,
    });
  });

  it('stays as it is when it is plain text, or JSON of another kind', () => {
    for (const line of ['ready', '{"a":1}', '{broken']) {
      expect(readLogLine(line)).toEqual({ text: line, level: 'info', progress: false });
    }
  });
});

describe('the common log', () => {
  it('aligns the names of the processes', () => {
    const paper = screen(false);
    const log = new Log(paper, { colour: true, now: noon });
    log.say('api', 'listening');
    log.say('postgres', 'ready', 'warn');
    expect(paper.text()).toBe('12:00:00 api      listening\n12:00:00 postgres ⚠ ready\n');
  });

  it('redraws progress on the last line of a terminal, below what is said meanwhile', async () => {
    const terminal = screen(true);
    const log = new Log(terminal, { colour: false, now: noon });
    const stream = new PassThrough();
    log.follow('etl', stream);
    stream.write(`${JSON.stringify({ level: 30, msg: '10 %', progress: { fraction: 0.1 } })}\n`);
    stream.write('{"level":30,"msg":"month closed"}\n');
    await turn();
    const clear = '\r\u001b[2K';
    expect(terminal.text()).toBe(
      `${clear}12:00:00 etl      10 %${clear}12:00:00 etl      month closed\n12:00:00 etl      10 %`,
    );
  });

  it('repeats progress only now and then where nothing can be redrawn', async () => {
    const paper = screen(false);
    let now = noon().getTime();
    const log = new Log(paper, { colour: false, now: () => new Date(now) });
    const stream = new PassThrough();
    log.follow('etl', stream);
    for (const percent of [1, 2, 3]) {
      stream.write(`${JSON.stringify({ msg: `${percent} %`, progress: true })}\n`);
      await turn();
      now += 6_000;
    }
    expect(paper.text().match(/\d %/g)).toEqual(['1 %', '3 %']);
  });
});
