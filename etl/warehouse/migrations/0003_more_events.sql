-- Events of the streams behind identity, messages, irritants, levers and distinct persons.
-- A table says itself what it is distributed by, so that partitions open for any stream alike.
--> statement-breakpoint
CREATE TABLE ingest.visits (
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
  visits integer NOT NULL,
  qualified integer NOT NULL,
  fed integer NOT NULL,
  messaged integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.ins_statuses (
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
  changed integer NOT NULL,
  qualified integer NOT NULL,
  mismatched integer NOT NULL,
  punctuation integer NOT NULL,
  used_name integer NOT NULL,
  first_names integer NOT NULL,
  birthplace integer NOT NULL,
  birth_date integer NOT NULL,
  sex integer NOT NULL,
  other integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.insi_calls (
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
  called integer NOT NULL,
  one integer NOT NULL,
  "none" integer NOT NULL,
  several integer NOT NULL,
  technical integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.patient_messages (
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
  sent integer NOT NULL,
  bounced integer NOT NULL,
  delivered integer NOT NULL,
  read integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.feeding_reasons (
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
  ins_not_qualified integer NOT NULL,
  module_off integer NOT NULL,
  no_card integer NOT NULL,
  patient_opposition integer NOT NULL,
  prescription_module integer NOT NULL,
  "user" integer NOT NULL,
  closed integer NOT NULL,
  no_profile integer NOT NULL,
  auth integer NOT NULL,
  metadata integer NOT NULL,
  cda integer NOT NULL,
  duplicate integer NOT NULL,
  patient integer NOT NULL,
  replace integer NOT NULL,
  network integer NOT NULL,
  busy integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.difficulty_reports (
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
  irritant text NOT NULL,
  channel text NOT NULL,
  reported integer NOT NULL,
  resolved integer NOT NULL,
  reopened integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.distincts (
  month text NOT NULL,
  period text NOT NULL,
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  deleted boolean NOT NULL,
  record_key bigint NOT NULL,
  stratum text NOT NULL,
  measure text NOT NULL,
  cuboid text NOT NULL,
  territory text NOT NULL,
  sector text NOT NULL,
  value integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
CREATE TABLE ingest.lever_deployments (
  month text NOT NULL,
  period text NOT NULL,
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  deleted boolean NOT NULL,
  record_key bigint NOT NULL,
  stratum text NOT NULL,
  vendor text NOT NULL,
  release text NOT NULL,
  lever text NOT NULL,
  deployed integer NOT NULL
) PARTITION BY LIST (month);
--> statement-breakpoint
COMMENT ON TABLE ingest.documents IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.roster IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.profiles IS 'distributed by department';
--> statement-breakpoint
COMMENT ON TABLE ingest.visits IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.ins_statuses IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.insi_calls IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.patient_messages IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.feeding_reasons IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.difficulty_reports IS 'distributed by actor';
--> statement-breakpoint
COMMENT ON TABLE ingest.distincts IS 'distributed by territory';
--> statement-breakpoint
COMMENT ON TABLE ingest.lever_deployments IS 'distributed by lever';
--> statement-breakpoint
-- Column that the partitioned table of a stream is distributed by; null where there is no such table.
CREATE FUNCTION ingest.distribution_of(stream text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT substring(obj_description(c.oid) FROM 'distributed by (\w+)')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'ingest' AND c.relname = stream AND c.relkind = 'p'
$$;
--> statement-breakpoint
-- Opens the partition of one month, as the owner, so that the etl needs no right on the schema.
-- A journal takes corrections and redeliveries, so its rows have a key; an archive has none.
CREATE OR REPLACE FUNCTION ingest.open_partition(stream text, month text, keyed boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  partition_name text := stream || '_' || replace(month, '-', '_');
  distribution text := ingest.distribution_of(stream);
BEGIN
  IF distribution IS NULL OR month !~ '^\d{4}-(0[1-9]|1[0-2])$' THEN
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
CREATE OR REPLACE FUNCTION ingest.drop_partition(stream text, month text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF ingest.distribution_of(stream) IS NULL OR month !~ '^\d{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'no partition for stream % and month %', stream, month;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS ingest.%I', stream || '_' || replace(month, '-', '_'));
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.visits TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.ins_statuses TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.insi_calls TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.patient_messages TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.feeding_reasons TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.difficulty_reports TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.distincts TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.lever_deployments TO vigie_etl;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.source_day TO vigie_etl;
--> statement-breakpoint
GRANT SELECT ON ops.source_day TO vigie_api;
