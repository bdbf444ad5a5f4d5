import { Injectable } from '@nestjs/common';
import { type Milestones } from '@vigie/contract';
import { milestones } from '@vigie/seeds/reference';

@Injectable()
export class MilestonesService {
  /** Dates of the rollout, oldest first; a month comes before its days. */
  list(): Milestones {
    return milestones
      .map(({ id, date, kind, name_fr, name_en, territories }) => {
        return {
          id,
          date,
          kind,
          name: { fr: name_fr, en: name_en },
          territories: [...territories],
        };
      })
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  }
}
