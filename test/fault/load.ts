import { eventStreams, type AdvanceOptions } from '@vigie/etl';

/** How every load of the fault loop is made, whichever process makes it. */
export const loadSettings = {
  retentionDays: 45,
  replayNights: 1,
  pageRows: 2_000,
} satisfies Partial<AdvanceOptions>;

/** Short, so that a hang costs little; long enough for what a busy machine does. */
export const hurried = {
  feed: { deadline: 1_000, patience: [5, 10, 20, 40, 80] },
  pool: { connect: 1_000, statement: 4_000, answer: 1_200 },
};
export type Hurry = Partial<typeof hurried>;

/** Streams of each sort: of actors by the day and by the month, of departments, of the nation, counted. */
const ofEachSort = ['documents', 'profiles', 'roster', 'distincts', 'lever_deployments'];

export const streamsOf = (all: boolean) =>
  eventStreams.filter(({ name }) => all || ofEachSort.includes(name));
