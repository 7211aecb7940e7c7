-- A person of an identity provider is known by issuer and subject: the same subject of another issuer is somebody else.
ALTER TABLE "signpost"."sign_in_methods" ADD COLUMN "issuer" text;
--> statement-breakpoint
ALTER TABLE "signpost"."sign_in_methods" DROP CONSTRAINT "sign_in_methods_provider_id_account_id_key";
--> statement-breakpoint
ALTER TABLE "signpost"."sign_in_methods" ADD CONSTRAINT "sign_in_methods_of_one_person" UNIQUE NULLS NOT DISTINCT ("provider_id", "issuer", "account_id");
