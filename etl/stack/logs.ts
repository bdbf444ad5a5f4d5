import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readLogLine, type LogLine } from './log-line.js';

export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const colours = {
  vigie: 36,
  postgres: 34,
  migrate: 35,
  core: 33,
  api: 32,
  etl: 95,
  web: 94,
  issuer: 96,
};
export type Speaker = keyof typeof colours;
const width = Math.max(...Object.keys(colours).map((name) => name.length));
/** Where progress cannot be redrawn in place, it is said this often. */
const progressEvery = 10_000;

/**
 * One readable log for all processes: time, aligned name, message. On a terminal the progress
 * stays on the last line and is redrawn; elsewhere it is repeated from time to time.
 */
export class Log {
  private progress = '';
  private lastProgress = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly screen: Screen,
    private readonly options: { colour: boolean; now?: () => Date } = { colour: true },
  ) {}

  say(speaker: Speaker, text: string, level: LogLine['level'] = 'info'): void {
    for (const line of text.split('\n')) this.print(this.format(speaker, line, level));
  }

  /** Prints what a process says, line by line, until it ends. */
  follow(speaker: Speaker, stream: Readable): void {
    const lines = createInterface({ input: stream, crlfDelay: Infinity });
    lines.on('line', (line) => {
      if (line.trim() === '') return;
      const read = readLogLine(line);
      if (read.progress) this.showProgress(speaker, read.text);
      else this.say(speaker, read.text, read.level);
    });
  }

  /** Leaves the last progress line where it is, so that what follows starts on its own line. */
  close(): void {
    if (this.progress !== '') this.screen.write('\n');
    this.progress = '';
  }

  private showProgress(speaker: Speaker, text: string): void {
    const line = this.format(speaker, text, 'info');
    if (this.screen.isTTY === true) {
      this.progress = line;
      this.screen.write(`\r\u001b[2K${this.cut(line)}`);
      return;
    }
    const now = this.now().getTime();
    if (now - this.lastProgress < progressEvery) return;
    this.lastProgress = now;
    this.screen.write(`${line}\n`);
  }

  private print(line: string): void {
    if (this.progress === '') this.screen.write(`${line}\n`);
    else this.screen.write(`\r\u001b[2K${line}\n${this.cut(this.progress)}`);
  }

  /** A line longer than the terminal would wrap, and only its last row would be redrawn. */
  private cut(line: string): string {
    const room = (this.screen.columns ?? 80) - 1;
    const hidden = this.coloured ? 9 : 0;
    return line.length - hidden <= room ? line : `${line.slice(0, room + hidden - 1)}…`;
  }

  private format(speaker: Speaker, text: string, level: LogLine['level']): string {
    const time = this.now().toTimeString().slice(0, 8);
    const name = speaker.padEnd(width);
    const mark = level === 'info' ? '' : level === 'warn' ? '⚠ ' : '✖ ';
    const label = this.coloured ? `\u001b[${colours[speaker]}m${name}\u001b[0m` : name;
    return `${time} ${label} ${mark}${text}`;
  }

  private get coloured(): boolean {
    return this.options.colour && this.screen.isTTY === true;
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }
}
