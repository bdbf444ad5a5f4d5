import { DatabaseError } from 'pg';
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

/**
 * The logger of the service: one JSON object a line. Errors of the database can quote a row, in
 * their message, detail and context: of them only what tells the kind and the place is logged.
 */
export function serviceLogger(destination?: DestinationStream): Logger {
  const options = { serializers: { err: safeError } };
  return destination ? pino(options, destination) : pino(options);
}

function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  return stdSerializers.err(withoutValues(error));
}

/** An error, or its cause, of the database without what it quotes; any other as it is. */
function withoutValues(error: Error): Error {
  if (error.cause instanceof DatabaseError) {
    const message = `${error.message.slice(0, 200)} (error ${error.cause.code ?? ''} of the database)`;
    return Object.assign(new Error(message), { name: error.name });
  }
  if (!(error instanceof DatabaseError)) return error;
  const { code = 'no code', table, column, constraint, routine, stack = '' } = error;
  const safe = Object.assign(new Error(`error ${code} of the database`), {
    code,
    table,
    column,
    constraint,
    routine,
  });
  // The first lines of a stack are the message.
  safe.stack = stack.slice(stack.indexOf('\n    at '));
  return safe;
}
