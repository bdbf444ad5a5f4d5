CREATE TABLE "published"."publication" (
	"measure" text NOT NULL,
	"cuboid" text NOT NULL,
	"period" text NOT NULL,
	"publication" smallint NOT NULL,
	"vintage" integer NOT NULL,
	"asked_by" text,
	"because" text,
	CONSTRAINT "publication_measure_cuboid_period_publication_pk" PRIMARY KEY("measure","cuboid","period","publication")
);

--> statement-breakpoint
INSERT INTO published.publication (measure, cuboid, period, publication, vintage)
  SELECT measure, cuboid, period, publication, min(valid_from)
  FROM published.cell GROUP BY measure, cuboid, period, publication;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON published.publication TO vigie_etl;
--> statement-breakpoint
GRANT SELECT ON published.publication TO vigie_api;
