import type pg from 'pg';

/** A measure's period of which cells are flagged. */
export interface Flagged {
  measure: string;
  period: string;
  cells: number;
  /** Whether it was published a fourth time. */
  corrected: boolean;
}

/** What changed after it was final, latest first. */
export async function flaggedPeriods(db: Pick<pg.ClientBase, 'query'>): Promise<Flagged[]> {
  const { rows } = await db.query<Flagged>(
    `SELECT measure, period, count(*) AS cells, bool_or(publication > 3) AS corrected
     FROM published.cell WHERE valid_to IS NULL AND errata
     GROUP BY measure, period ORDER BY period DESC, measure`,
  );
  return rows;
}
