ALTER TABLE "mart"."cell" DROP CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_profession_document_type_detail_vendor_release_pk";--> statement-breakpoint
CREATE INDEX "cell_by_period" ON "mart"."cell" USING btree ("period","part");
--> statement-breakpoint
-- Opens the partition of one month, as the owner, so that the etl needs no right on the schema.
-- A journal takes corrections and redeliveries, so its rows have a key; an archive has none. The key
-- begins with what a page's rows are merged in the order of, so that they go in side by side.
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
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON ingest.%I (%I, row_id)',
                   partition_name || '_once', partition_name, distribution);
  END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.%I TO vigie_etl', partition_name);
END $$;
