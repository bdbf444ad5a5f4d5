/** What an operator mends by changing a setting: a sentence in French, then in English. */
export class StackError extends Error {
  override readonly name = 'StackError';

  constructor(
    french: string,
    english: string,
    readonly exitCode = 1,
  ) {
    super(`${french}\n${english}`);
  }
}

/** A process has already told the operator what is wrong, in its own sentence. */
export class AlreadyTold extends Error {
  override readonly name = 'AlreadyTold';

  constructor(readonly exitCode: number) {
    super('already told');
  }
}
