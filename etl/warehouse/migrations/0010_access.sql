CREATE TABLE "access"."account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"organisation" text NOT NULL,
	"role" text NOT NULL,
	"territories" text[] DEFAULT '{}' NOT NULL,
	"vendor" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "account_role" CHECK ("access"."account"."role" in ('agency', 'vendor', 'analyst', 'sentinelle', 'operator', 'administrator')),
	CONSTRAINT "account_vendor" CHECK (("access"."account"."role" = 'vendor') = ("access"."account"."vendor" is not null)),
	CONSTRAINT "account_territories" CHECK (("access"."account"."role" = 'agency') = ("access"."account"."territories" <> '{}'))
);
--> statement-breakpoint
CREATE TABLE "access"."audit" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"account" text NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access"."session" (
	"hash" text PRIMARY KEY NOT NULL,
	"account" uuid NOT NULL,
	"issuer_session" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access"."token" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"public_only" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "account_identity" ON "access"."account" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "session_of_account" ON "access"."session" USING btree ("account");--> statement-breakpoint
CREATE UNIQUE INDEX "token_hash" ON "access"."token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "token_of_account" ON "access"."token" USING btree ("account");
--> statement-breakpoint
-- One field with its length before it, so that no two rows make the same text.
CREATE FUNCTION access.field(content text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog
AS $$ SELECT octet_length(content) || ':' || content || ',' $$;
--> statement-breakpoint
-- Numbers, dates and chains a row, whoever inserts it: under a lock, so that concurrent rows follow
-- one another, and within three seconds, so that whoever waits for it is told that it cannot be written.
CREATE FUNCTION access.chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET lock_timeout = '3s' AS $$
DECLARE
  last_id bigint;
  last_hash text;
BEGIN
  -- In the space of two keys, named by the table: no number that another part takes can meet it.
  PERFORM pg_advisory_xact_lock('pg_class'::regclass::oid::int, 'access.audit'::regclass::oid::int);
  SELECT id, hash INTO last_id, last_hash FROM access.audit ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last_id, 0) + 1;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.previous := coalesce(last_hash, '');
  NEW.hash := encode(sha256(convert_to(
    access.field(NEW.previous) || access.field(NEW.id::text)
      || access.field(to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || access.field(NEW.account) || access.field(NEW.role)
      || access.field(NEW.action) || access.field(NEW.subject), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION access.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only ever appended to';
END $$;
--> statement-breakpoint
CREATE TRIGGER chained BEFORE INSERT ON access.audit
  FOR EACH ROW EXECUTE FUNCTION access.chain();
--> statement-breakpoint
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON access.audit
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
--> statement-breakpoint
CREATE TRIGGER whole BEFORE TRUNCATE ON access.audit
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
--> statement-breakpoint
REVOKE ALL ON FUNCTION access.field(text), access.chain(), access.refuse_change() FROM PUBLIC;
--> statement-breakpoint
-- Accounts are made by an operator's command, never by the API: what is broken into grants nothing.
GRANT SELECT ON access.account TO vigie_api;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (seen_at) ON access.session TO vigie_api;
--> statement-breakpoint
GRANT SELECT, INSERT (account, name, hash, public_only, expires_at), UPDATE (revoked_at)
  ON access.token TO vigie_api;
--> statement-breakpoint
-- Written, never read: the audit is looked at with the owner's command.
GRANT INSERT (account, role, action, subject) ON access.audit TO vigie_api;
--> statement-breakpoint
-- Vendors' own cells are hidden from their owner too, where it is no superuser.
ALTER TABLE published.own_cell FORCE ROW LEVEL SECURITY;
