import type { Day, Month } from '../calendar/calendar.js';
import type { BadPageError } from '../feed/feed-client.js';
import type { IdentityFoundError } from '../identity/identity-found.error.js';
import type { PipelineContext } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import type { QualitySummary } from '../quality/quality.js';
import type { Source } from '../reference/source.js';

export interface NightsContext extends PipelineContext {
  source: Source;
  /** What is loaded, submissions included. */
  streams: readonly StreamDeclaration[];
  /** Streams that are not read until an operator resumes them. */
  stopped: Set<string>;
  /** Streams of which a page cannot be read: not asked again in this round, which ends by telling. */
  failing?: Map<string, BadPageError>;
  retentionDays: number;
  onVintage: (vintage: number, feedDay: Day) => void;
  onPart: (part: { stream: string; month: Month }) => void;
  onStopped?: (error: IdentityFoundError) => void;
  /** Final cells differ from what was published of them. */
  onErrata?: (stream: string, month: Month, cells: number) => void;
  onQuality?: (summary: QualitySummary) => void;
}
