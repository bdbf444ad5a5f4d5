CREATE TABLE "published"."own_cell" (
	"vendor" text NOT NULL,
	"release" text NOT NULL,
	"measure" text NOT NULL,
	"cuboid" text NOT NULL,
	"period" text NOT NULL,
	"territory" text NOT NULL,
	"sector" text NOT NULL,
	"generation" text NOT NULL,
	"age_band" text NOT NULL,
	"irritant" text DEFAULT '' NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"motive" text DEFAULT '' NOT NULL,
	"lever" text DEFAULT '' NOT NULL,
	"profession" text DEFAULT '' NOT NULL,
	"document_type" text DEFAULT '' NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"value" double precision,
	"numerator" double precision,
	"denominator" double precision,
	"reason" text NOT NULL,
	"provisional" boolean NOT NULL,
	"errata" boolean NOT NULL,
	"publication" smallint NOT NULL,
	"valid_from" integer NOT NULL,
	"valid_to" integer,
	"bin" smallint,
	"bins" smallint,
	CONSTRAINT "own_cell_vendor_release_measure_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_profession_document_type_detail_valid_from_pk" PRIMARY KEY("vendor","release","measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail","valid_from")
);
--> statement-breakpoint
CREATE TABLE "published"."protection" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"algorithm" text NOT NULL,
	"key_fingerprint" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "protection_once" CHECK ("published"."protection"."only"),
	CONSTRAINT "protection_fingerprint" CHECK ("published"."protection"."key_fingerprint" ~ '^[0-9a-f]{8}$')
);
--> statement-breakpoint
CREATE TABLE "mart"."published_worth" (
	"stream" text NOT NULL,
	"period" text NOT NULL,
	"feed_day" date NOT NULL,
	CONSTRAINT "published_worth_stream_period_feed_day_pk" PRIMARY KEY("stream","period","feed_day")
);
--> statement-breakpoint
CREATE TABLE "published"."withdrawal" (
	"vintage" integer PRIMARY KEY NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text NOT NULL,
	"because" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "unit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "late_x1" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "published"."vintage" ADD COLUMN "quality" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "own_cell_open_once" ON "published"."own_cell" USING btree ("vendor","release","measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail") WHERE valid_to is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON published.protection, published.withdrawal, published.own_cell,
  mart.published_worth TO vigie_etl;
--> statement-breakpoint
GRANT SELECT ON published.own_cell TO vigie_api;
--> statement-breakpoint
-- Readers are told why, and not by whom.
GRANT SELECT (vintage, withdrawn_at, because) ON published.withdrawal TO vigie_api;
--> statement-breakpoint
ALTER TABLE published.own_cell ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A session that names no vendor sees no row.
CREATE POLICY own_vendor ON published.own_cell FOR SELECT TO vigie_api
  USING (vendor = current_setting('vigie.vendor', true));
--> statement-breakpoint
CREATE POLICY publisher ON published.own_cell TO vigie_etl USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What was computed before does not tell professionals from structures: none of it is published until
-- "rebuild" has computed it anew.
UPDATE mart.aggregated SET covers = '{}';
--> statement-breakpoint
-- The feed day on which a row was taken: what changed since a publication is known by it.
DO $$
DECLARE
  events regclass;
BEGIN
  FOR events IN
    SELECT oid FROM pg_class
    WHERE relnamespace = 'ingest'::regnamespace AND relkind = 'p'
      AND obj_description(oid, 'pg_class') LIKE 'distributed by %'
  LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN taken_on date NOT NULL DEFAULT ''-infinity''', events);
  END LOOP;
END $$;
