CREATE SCHEMA "access";
--> statement-breakpoint
CREATE SCHEMA "ingest";
--> statement-breakpoint
CREATE SCHEMA "mart";
--> statement-breakpoint
CREATE SCHEMA "ops";
--> statement-breakpoint
CREATE SCHEMA "published";
--> statement-breakpoint
CREATE SCHEMA "reference";
--> statement-breakpoint
CREATE SCHEMA "sentinelle";
--> statement-breakpoint
CREATE TABLE "mart"."aggregated" (
	"stream" text NOT NULL,
	"grain" text NOT NULL,
	"period" text NOT NULL,
	"feed_day" date NOT NULL,
	CONSTRAINT "aggregated_stream_grain_period_pk" PRIMARY KEY("stream","grain","period")
);
--> statement-breakpoint
CREATE TABLE "reference"."category" (
	"dimension" text NOT NULL,
	"id" text NOT NULL,
	"rank" integer NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "category_dimension_id_pk" PRIMARY KEY("dimension","id")
);
--> statement-breakpoint
CREATE TABLE "ops"."command" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ops"."command_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"arguments" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published"."current" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"vintage" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published"."definition" (
	"hash" text PRIMARY KEY NOT NULL,
	"measure" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mart"."cell" (
	"part" text NOT NULL,
	"cuboid" text NOT NULL,
	"period" text NOT NULL,
	"territory" text NOT NULL,
	"sector" text NOT NULL,
	"generation" text NOT NULL,
	"age_band" text NOT NULL,
	"n" bigint NOT NULL,
	"sum" bigint NOT NULL,
	"x1" bigint NOT NULL,
	"x2" bigint NOT NULL,
	"key_sum" bigint NOT NULL,
	"expanded" numeric NOT NULL,
	CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_pk" PRIMARY KEY("part","cuboid","period","territory","sector","generation","age_band")
);
--> statement-breakpoint
CREATE TABLE "ingest"."page" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ingest"."page_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"stream" text NOT NULL,
	"month" text NOT NULL,
	"grain" text NOT NULL,
	"cursor" text NOT NULL,
	"next_cursor" text,
	"sha256" text,
	"status" text NOT NULL,
	"reason" text,
	"received" integer DEFAULT 0 NOT NULL,
	"applied" integer DEFAULT 0 NOT NULL,
	"duplicate" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ingest"."part" (
	"stream" text NOT NULL,
	"month" text NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"through" date,
	"complete" boolean DEFAULT false NOT NULL,
	"dropped" boolean DEFAULT false NOT NULL,
	CONSTRAINT "part_stream_month_pk" PRIMARY KEY("stream","month")
);
--> statement-breakpoint
CREATE TABLE "ingest"."period_source" (
	"stream" text NOT NULL,
	"month" text NOT NULL,
	"grain" text NOT NULL,
	CONSTRAINT "period_source_stream_month_pk" PRIMARY KEY("stream","month")
);
--> statement-breakpoint
CREATE TABLE "published"."cell" (
	"measure" text NOT NULL,
	"cuboid" text NOT NULL,
	"period" text NOT NULL,
	"territory" text NOT NULL,
	"sector" text NOT NULL,
	"generation" text NOT NULL,
	"age_band" text NOT NULL,
	"value" double precision,
	"numerator" double precision,
	"denominator" double precision,
	"reason" text NOT NULL,
	"provisional" boolean NOT NULL,
	"errata" boolean NOT NULL,
	"publication" smallint NOT NULL,
	"valid_from" integer NOT NULL,
	"valid_to" integer,
	CONSTRAINT "cell_measure_cuboid_period_territory_sector_generation_age_band_valid_from_pk" PRIMARY KEY("measure","cuboid","period","territory","sector","generation","age_band","valid_from")
);
--> statement-breakpoint
CREATE TABLE "ingest"."quarantine" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ingest"."quarantine_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"page" bigint NOT NULL,
	"stream" text NOT NULL,
	"month" text NOT NULL,
	"reason" text NOT NULL,
	"field" text,
	"row" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reference"."release" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"version" text NOT NULL,
	"generation" text NOT NULL,
	"released_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reference"."source" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"world" text NOT NULL,
	"simulated" boolean NOT NULL,
	"seed" text NOT NULL,
	"scenario" text NOT NULL,
	"scale" text NOT NULL,
	"history_from" text NOT NULL,
	"history_through" date NOT NULL,
	"strata" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ingest"."submission" (
	"submitter" text NOT NULL,
	"stream" text NOT NULL,
	"sector" text NOT NULL,
	"period" text NOT NULL,
	"revision" integer NOT NULL,
	"sent_on" date NOT NULL,
	"rows" integer NOT NULL,
	"total" bigint NOT NULL,
	"deleted" boolean NOT NULL,
	CONSTRAINT "submission_submitter_stream_period_pk" PRIMARY KEY("submitter","stream","period")
);
--> statement-breakpoint
CREATE TABLE "reference"."submitter" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"stream" text NOT NULL,
	"sector" text,
	"expected_from" text NOT NULL,
	CONSTRAINT "submitter_id_stream_pk" PRIMARY KEY("id","stream")
);
--> statement-breakpoint
CREATE TABLE "reference"."territory" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"region" text,
	"overseas" boolean NOT NULL,
	"population" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "territory_id_valid_from_pk" PRIMARY KEY("id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "reference"."vendor" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sector" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published"."vintage" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "published"."vintage_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"feed_day" date NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"data_through_month" text,
	"data_through_day" date
);
--> statement-breakpoint
CREATE TABLE "published"."vintage_definition" (
	"vintage" integer NOT NULL,
	"measure" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "vintage_definition_vintage_measure_pk" PRIMARY KEY("vintage","measure")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "page_applied_once" ON "ingest"."page" USING btree ("stream","month","grain","cursor") WHERE status = 'applied' and received > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "cell_open_once" ON "published"."cell" USING btree ("measure","cuboid","period","territory","sector","generation","age_band") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "cell_by_territory" ON "published"."cell" USING btree ("measure","cuboid","territory","period");