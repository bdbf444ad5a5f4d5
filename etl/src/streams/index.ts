import { difficultyReports } from './difficulty-reports.stream.js';
import { distincts } from './distincts.stream.js';
import { documents } from './documents.stream.js';
import { feedingReasons } from './feeding-reasons.stream.js';
import { insStatuses } from './ins-statuses.stream.js';
import { insiCalls } from './insi-calls.stream.js';
import { leverDeployments } from './lever-deployments.stream.js';
import { patientMessages } from './patient-messages.stream.js';
import { profiles } from './profiles.stream.js';
import { roster } from './roster.stream.js';
import { submissionsOf } from './submissions.stream.js';
import { visits } from './visits.stream.js';

/** What the first curves are made of. */
const first = [profiles, documents, roster] as const;
/** What is loaded once those stand, month by month. */
const others = [
  distincts,
  visits,
  patientMessages,
  insStatuses,
  insiCalls,
  feedingReasons,
  difficultyReports,
  leverDeployments,
] as const;

/**
 * Every stream that is loaded, in the order of the first load. Submissions come in two, since those
 * of few streams are there much sooner than those of all.
 */
export const firstStreams = [submissionsOf('submissions', first), ...first] as const;
export const otherStreams = [submissionsOf('other_submissions', others), ...others] as const;
export const streams = [...firstStreams, ...otherStreams] as const;
