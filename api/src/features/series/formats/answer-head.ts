import { type Series } from '@vigie/contract';

/** What an answer says besides its rows. */
export type AnswerHead = Omit<Series, 'rows'>;
