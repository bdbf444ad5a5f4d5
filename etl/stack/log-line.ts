import { z } from 'zod';

export interface LogLine {
  text: string;
  level: 'info' | 'warn' | 'error';
  /** A state that replaces the one before it rather than an event of its own. */
  progress: boolean;
}

// The services log one JSON object a line; the rest is for the machine that collects logs.
const recordShape = z.looseObject({
  level: z.union([z.number(), z.string()]).optional(),
  msg: z.string(),
  progress: z.unknown().optional(),
  err: z.looseObject({ message: z.string() }).optional(),
  context: z.string().optional(),
});

/** Reads what a service printed, a JSON record or plain text, into what a person reads. */
export function readLogLine(line: string): LogLine {
  const record = parse(line);
  if (record === undefined) return { text: line, level: 'info', progress: false };
  const context = record.context === undefined ? '' : `${record.context}: `;
  const reason = record.err?.message ?? '';
  const cause = record.msg.includes(reason) ? '' : ` (${reason})`;
  return {
    text: `${context}${record.msg}${cause}`,
    level: levelOf(record.level),
    progress: record.progress !== undefined && record.progress !== false,
  };
}

function parse(line: string): z.infer<typeof recordShape> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return recordShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function levelOf(level: number | string | undefined): LogLine['level'] {
  if (level === undefined) return 'info';
  if (typeof level === 'string') {
    if (/^(error|fatal)$/i.test(level)) return 'error';
    return /^warn/i.test(level) ? 'warn' : 'info';
  }
  if (level >= 50) return 'error';
  return level >= 40 ? 'warn' : 'info';
}
