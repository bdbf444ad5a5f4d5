import type { BadPageError } from '../feed/feed-client.js';
import type { PipelineContext } from '../pipeline/pipeline.js';
import type { CellKey } from '../protect/index.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
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
  /** The secret that the noise of published cells derives from. */
  cellKey: CellKey;
}
