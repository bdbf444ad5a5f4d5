CREATE TABLE "access"."sign_in" (
	"hash" text PRIMARY KEY NOT NULL,
	"browser" text NOT NULL,
	"issuer" text NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);

--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON access.sign_in TO vigie_api;
