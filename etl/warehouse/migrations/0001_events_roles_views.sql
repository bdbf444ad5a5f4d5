-- What Drizzle cannot declare: partitioned events, the functions that open and drop their
-- partitions, the views of `ops`, and who may read what.

CREATE TABLE ingest.documents (
  month text NOT NULL,
  period text NOT NULL,
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  deleted boolean NOT NULL,
  actor uuid NOT NULL,
  record_key bigint NOT NULL,
  stratum text NOT NULL,
  department text NOT NULL,
  sector text NOT NULL,
  profession text NOT NULL,
  vendor text NOT NULL,
  release text NOT NULL,
  generation text NOT NULL,
  produced integer NOT NULL,
  withheld integer NOT NULL,
  attempted integer NOT NULL,
  accepted integer NOT NULL,
  rejected integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.roster (
  month text NOT NULL,
  period text NOT NULL,
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  deleted boolean NOT NULL,
  actor uuid NOT NULL,
  record_key bigint NOT NULL,
  stratum text NOT NULL,
  department text NOT NULL,
  sector text NOT NULL,
  profession text NOT NULL,
  vendor text NOT NULL,
  release text NOT NULL,
  generation text NOT NULL,
  ordered integer NOT NULL,
  installed integer NOT NULL,
  module_on integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.profiles (
  month text NOT NULL,
  period text NOT NULL,
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  deleted boolean NOT NULL,
  record_key bigint NOT NULL,
  stratum text NOT NULL,
  department text NOT NULL,
  age_band text NOT NULL,
  opened integer NOT NULL,
  opposed integer NOT NULL,
  closed integer NOT NULL,
  activated integer NOT NULL,
  open_stock integer NOT NULL,
  activated_stock integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
-- Opens the partition of one month, as the owner, so that the etl needs no right on the schema.
-- A journal takes corrections and redeliveries, so its rows have a key; an archive has none.
CREATE FUNCTION ingest.open_partition(stream text, month text, keyed boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  partition_name text := stream || '_' || replace(month, '-', '_');
  distribution text := CASE stream WHEN 'profiles' THEN 'department' ELSE 'actor' END;
BEGIN
  IF stream NOT IN ('documents', 'roster', 'profiles') OR month !~ '^\d{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'no partition for stream % and month %', stream, month;
  END IF;
  -- Two sessions that create one table at once get an error, whatever IF NOT EXISTS says.
  PERFORM pg_advisory_xact_lock(hashtext(partition_name));
  -- Filled once, read once and dropped: an archive's partition is not worth a vacuum.
  EXECUTE format('CREATE TABLE IF NOT EXISTS ingest.%I PARTITION OF ingest.%I FOR VALUES IN (%L)
                  WITH (autovacuum_enabled = %s)', partition_name, stream, month, keyed);
  IF keyed THEN
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON ingest.%I (row_id, %I)',
                   partition_name || '_once', partition_name, distribution);
  END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.%I TO vigie_etl', partition_name);
END $$;
--> statement-breakpoint
CREATE FUNCTION ingest.drop_partition(stream text, month text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF stream NOT IN ('documents', 'roster', 'profiles') OR month !~ '^\d{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'no partition for stream % and month %', stream, month;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS ingest.%I', stream || '_' || replace(month, '-', '_'));
END $$;
--> statement-breakpoint
CREATE VIEW ops.page AS
  SELECT id, stream, month, grain, status, reason,
         received, applied, duplicate, rejected, quarantined, at
  FROM ingest.page;
--> statement-breakpoint
CREATE VIEW ops.lag AS
  SELECT p.stream, p.month, s.grain, p.through, p.complete
  FROM ingest.part p JOIN ingest.period_source s USING (stream, month);
--> statement-breakpoint
CREATE VIEW ops.completeness AS
  SELECT period, stream, sector, count(*) AS received, sum(rows) AS rows, max(sent_on) AS last_sent_on
  FROM ingest.submission WHERE NOT deleted GROUP BY period, stream, sector;
--> statement-breakpoint
CREATE VIEW ops.quarantine AS
  SELECT stream, month, reason, field, count(*) AS rows
  FROM ingest.quarantine GROUP BY stream, month, reason, field;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ingest.open_partition(text, text, boolean) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ingest.drop_partition(text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ingest.open_partition(text, text, boolean) TO vigie_etl;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ingest.drop_partition(text, text) TO vigie_etl;
--> statement-breakpoint
GRANT USAGE ON SCHEMA reference, ingest, mart, published, ops, sentinelle TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE
  ON ALL TABLES IN SCHEMA reference, ingest, mart, published, ops, sentinelle TO vigie_etl;
--> statement-breakpoint
GRANT USAGE ON SCHEMA reference, published, ops, sentinelle, access TO vigie_api;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA reference, published, ops TO vigie_api;
--> statement-breakpoint
GRANT INSERT (name, arguments, requested_by) ON ops.command TO vigie_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA sentinelle, access TO vigie_api;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO vigie_etl, vigie_api;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO vigie_etl, vigie_api;
