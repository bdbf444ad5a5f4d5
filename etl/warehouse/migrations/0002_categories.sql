CREATE TABLE "ops"."source_day" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"feed_day" date NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "published"."cell_open_once";
--> statement-breakpoint
ALTER TABLE "mart"."cell" DROP CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_pk";
--> statement-breakpoint
ALTER TABLE "published"."cell" DROP CONSTRAINT "cell_measure_cuboid_period_territory_sector_generation_age_band_valid_from_pk";
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "irritant" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "channel" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "motive" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "lever" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "vendor" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "irritant" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "channel" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "motive" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "lever" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_vendor_pk" PRIMARY KEY("part","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","vendor");
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD CONSTRAINT "cell_measure_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_valid_from_pk" PRIMARY KEY("measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","valid_from");
--> statement-breakpoint
CREATE UNIQUE INDEX "cell_open_once" ON "published"."cell" USING btree ("measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever") WHERE valid_to is null;
