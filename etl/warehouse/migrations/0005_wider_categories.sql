DROP INDEX "published"."cell_open_once";
--> statement-breakpoint
ALTER TABLE "mart"."erratum" DROP CONSTRAINT "erratum_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_pk";
--> statement-breakpoint
ALTER TABLE "mart"."cell" DROP CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_vendor_pk";
--> statement-breakpoint
ALTER TABLE "published"."cell" DROP CONSTRAINT "cell_measure_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_valid_from_pk";
--> statement-breakpoint
ALTER TABLE "mart"."erratum" ADD COLUMN "profession" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."erratum" ADD COLUMN "document_type" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."erratum" ADD COLUMN "detail" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "profession" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "document_type" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "detail" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD COLUMN "release" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "profession" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "document_type" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD COLUMN "detail" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "mart"."erratum" ADD CONSTRAINT "erratum_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_profession_document_type_detail_pk" PRIMARY KEY("part","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail");
--> statement-breakpoint
ALTER TABLE "mart"."cell" ADD CONSTRAINT "cell_part_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_profession_document_type_detail_vendor_release_pk" PRIMARY KEY("part","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail","vendor","release");
--> statement-breakpoint
ALTER TABLE "published"."cell" ADD CONSTRAINT "cell_measure_cuboid_period_territory_sector_generation_age_band_irritant_channel_motive_lever_profession_document_type_detail_valid_from_pk" PRIMARY KEY("measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail","valid_from");
--> statement-breakpoint
CREATE UNIQUE INDEX "cell_open_once" ON "published"."cell" USING btree ("measure","cuboid","period","territory","sector","generation","age_band","irritant","channel","motive","lever","profession","document_type","detail") WHERE valid_to is null;
