CREATE TABLE "ops"."alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ops"."alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"notified_at" timestamp with time zone,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mart"."erratum" (
	"part" text NOT NULL,
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
	"feed_day" date NOT NULL,
	CONSTRAINT "erratum_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_pk" PRIMARY KEY("part","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever")
);
--> statement-breakpoint
CREATE TABLE "ops"."quality_check" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ops"."quality_check_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"feed_day" date NOT NULL,
	"name" text NOT NULL,
	"stream" text NOT NULL,
	"period" text NOT NULL,
	"submitter" text NOT NULL,
	"outcome" text NOT NULL,
	"observed" double precision,
	"expected" double precision,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "ingest"."quarantined_page" (
	"page" bigint PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL,
	"schema_version" integer NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ops"."run" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ops"."run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"feed_day" date,
	"outcome" text DEFAULT 'running' NOT NULL,
	"error" text,
	"pages" integer DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ingest"."stopped_stream" (
	"stream" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"field" text,
	"month" text NOT NULL,
	"cursor" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ingest"."tally" (
	"stream" text NOT NULL,
	"month" text NOT NULL,
	"period" text NOT NULL,
	"vendor" text NOT NULL,
	"rows" bigint NOT NULL,
	"total" bigint NOT NULL,
	CONSTRAINT "tally_stream_month_period_vendor_pk" PRIMARY KEY("stream","month","period","vendor")
);
--> statement-breakpoint
ALTER TABLE "mart"."aggregated" ADD COLUMN "covers" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "ingest"."quarantine" ADD COLUMN "state" text DEFAULT 'held' NOT NULL;--> statement-breakpoint
ALTER TABLE "ingest"."quarantine" ADD COLUMN "held_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "ingest"."quarantine" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_open_once" ON "ops"."alert" USING btree ("kind","subject") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "quality_check_latest" ON "ops"."quality_check" USING btree ("name","stream","period","submitter","id" DESC NULLS LAST);--> statement-breakpoint
DROP VIEW ops.quarantine;
--> statement-breakpoint
CREATE VIEW ops.quarantine AS
  SELECT stream, month, reason, field, state, count(*) AS rows, min(held_at) AS since
  FROM ingest.quarantine GROUP BY stream, month, reason, field, state
  UNION ALL
  SELECT p.stream, p.month, split_part(p.reason, ':', 1), 'page', q.state, sum(p.received), min(p.at)
  FROM ingest.quarantined_page q JOIN ingest.page p ON p.id = q.page
  GROUP BY p.stream, p.month, split_part(p.reason, ':', 1), q.state;
--> statement-breakpoint
CREATE VIEW ops.stopped_stream AS
  SELECT stream, reason, field, month, since FROM ingest.stopped_stream;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE
  ON ingest.quarantined_page, ingest.stopped_stream, ingest.tally, mart.erratum,
     ops.run, ops.quality_check, ops.alert, ops.quarantine, ops.stopped_stream TO vigie_etl;
--> statement-breakpoint
GRANT SELECT
  ON ops.run, ops.quality_check, ops.alert, ops.quarantine, ops.stopped_stream TO vigie_api;
