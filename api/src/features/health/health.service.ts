import { Injectable } from '@nestjs/common';
import { type Health } from '@vigie/contract';
import { PublishedReader } from '../../access/scope.js';
import { currentEdition } from '../edition/current-edition.query.js';

@Injectable()
export class HealthService {
  constructor(private readonly reader: PublishedReader) {}

  /** Whether the API can answer; `starting` until the first edition is there. */
  async check(): Promise<Health> {
    try {
      const edition = await currentEdition(this.reader.as('public'));
      if (edition !== null) return { status: 'ok', edition: edition.id };
      return { status: 'starting', edition: null, detail: 'no edition is published yet' };
    } catch {
      return { status: 'unavailable', edition: null, detail: 'the database does not answer' };
    }
  }
}
