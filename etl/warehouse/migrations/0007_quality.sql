CREATE INDEX "quarantine_held" ON "ingest"."quarantine" USING btree ("stream","month") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "submission_period" ON "ingest"."submission" USING btree ("period");--> statement-breakpoint
-- A journal is listened to long after its month has closed: it counts as complete from the close.
CREATE OR REPLACE VIEW ops.lag AS
  SELECT p.stream, p.month, s.grain, p.through,
         p.complete OR coalesce(
           p.through >= ((p.month || '-01')::date + interval '1 month')::date + 19, false) AS complete
  FROM ingest.part p JOIN ingest.period_source s USING (stream, month);
--> statement-breakpoint
CREATE VIEW ops.quality AS
  SELECT DISTINCT ON (name, stream, period, submitter)
         name, stream, period, submitter, outcome, observed, expected, detail, feed_day, at
  FROM ops.quality_check
  ORDER BY name, stream, period, submitter, id DESC;
--> statement-breakpoint
-- What is expected of each submitter, and what came of it: `zero` is a record without rows, the
-- absence of a record is `awaited` before the first publication of the period, then `late` until
-- its month closes, then `not_received`. A stream is expected by days where anyone sent a day of
-- it that month or the month before, else by months.
CREATE VIEW ops.completeness_state AS
  WITH reached AS (
    SELECT coalesce(max(through), (SELECT feed_day FROM ops.source_day)) AS day
    FROM ingest.part WHERE stream LIKE '%submissions'
  )
  SELECT e.id AS submitter, s.stream, e.sector, s.month, p.period,
         CASE
           WHEN x.submitter IS NOT NULL AND x.rows = 0 THEN 'zero'
           WHEN x.submitter IS NOT NULL THEN 'received'
           WHEN e.expected_from > s.month THEN 'not_expected'
           WHEN reached.day < p.due THEN 'awaited'
           WHEN reached.day < m.next + 19 THEN 'late'
           ELSE 'not_received'
         END AS state,
         reached.day < m.next + 19 AS provisional, reached.day - p.due AS days_since_due,
         x.sent_on, x.rows
  FROM ingest.period_source s
  CROSS JOIN reached
  CROSS JOIN LATERAL (
    SELECT (s.month || '-01')::date AS first,
           ((s.month || '-01')::date + interval '1 month')::date AS next
  ) AS m
  CROSS JOIN LATERAL (
    SELECT s.grain = 'day' AND EXISTS (
      SELECT FROM reference.submitter o
      JOIN ingest.submission d ON d.submitter = o.id AND d.stream = o.stream
      WHERE o.stream = s.stream AND length(d.period) = 10
        AND d.period BETWEEN (m.first - 31)::text AND (m.next - 1)::text) AS by_day
    OFFSET 0
  ) AS sent
  CROSS JOIN LATERAL (
    SELECT s.month AS period, m.next + 1 AS due WHERE NOT sent.by_day
    UNION ALL
    SELECT (m.first + n)::text, m.first + n + 2 FROM generate_series(0, 30) AS n
    WHERE sent.by_day AND m.first + n < m.next AND m.first + n <= reached.day
  ) AS p
  JOIN reference.submitter e ON e.stream = s.stream
  LEFT JOIN ingest.submission x
    ON x.submitter = e.id AND x.stream = s.stream AND x.period = p.period AND NOT x.deleted;
--> statement-breakpoint
GRANT SELECT ON ops.quality, ops.completeness_state TO vigie_etl, vigie_api;
