import { Injectable } from '@nestjs/common';
import { type Status } from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { EditionService } from '../edition/edition.service.js';
import { feedDayOf, lagOf } from './freshness.js';
import { lastLoad } from './last-load.query.js';
import { loadedStreams } from './loaded-streams.query.js';
import { sourceStreams } from './source-streams.query.js';

/** What is said of the sending is told under `sources`. */
const isOfFigures = ({ stream }: { stream: string }): boolean => !stream.endsWith('submissions');

@Injectable()
export class StatusService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
  ) {}

  /** How fresh and complete what is loaded is; also before the first edition. */
  async read(caller: Caller): Promise<Status> {
    const scope = this.reader.as(caller.role);
    const [{ edition }, streams, load] = await Promise.all([
      this.editions.content(caller.role),
      loadedStreams(scope),
      lastLoad(scope),
    ]);
    const months = streams.flatMap(({ stream, lastCompleteMonth: month }) =>
      month === null ? [] : [{ stream, month }],
    );
    const feedDay = feedDayOf(streams);
    return {
      edition,
      feed_day: feedDay,
      source_day: load.source?.feedDay ?? null,
      last_load_at: load.lastLoadAt,
      lag_days: lagOf(feedDay, load.source),
      loaded: streams
        .filter(isOfFigures)
        .map(({ lastCompleteMonth: _month, through: _through, ...stream }) => stream),
      sources: await sourceStreams(scope, months),
    };
  }
}
