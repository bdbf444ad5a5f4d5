/** An error that an operator mends by changing a setting or running a command: one sentence. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** The database answers, but not as this release of Vigie needs it. */
export class SchemaMismatchError extends OperatorError {
  readonly code = 'schema_mismatch';
}
