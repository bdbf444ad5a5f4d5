import { type AnswerHead } from './answer-head.js';

/** What the answer says, without its rows: how many there are is known before they are asked for. */
// eslint-disable-next-line @typescript-eslint/require-await -- a format is an async generator, also without rows to wait for
export async function* toCount(head: AnswerHead): AsyncGenerator<string> {
  yield JSON.stringify(head);
}
