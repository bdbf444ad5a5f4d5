import { OperatorError } from '@vigie/warehouse';
import type { Month } from '../calendar/calendar.js';
import { partitionName } from './partition.query.js';

/** The events of a month that is still read are gone from the database. */
export class LostEventsError extends OperatorError {
  readonly code = 'lost_events';
  constructor(stream: string, month: Month) {
    super(
      `The events of ${stream} in ${month} were loaded and are gone (${partitionName(stream, month)}): ` +
        'restore the database from a backup, or erase it with "npm run reset".',
    );
  }
}
