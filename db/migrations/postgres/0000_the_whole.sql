CREATE TABLE "account" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"provider_id" text collate "C" NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"access_token" text collate "C",
	"refresh_token" text collate "C",
	"id_token" text collate "C",
	"access_token_expires_at" bigint,
	"refresh_token_expires_at" bigint,
	"scope" text collate "C",
	"password" text collate "C",
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_notices" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"seen_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "account_requests" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"account" text collate "C",
	"user_id" text collate "C",
	"reason" text collate "C" NOT NULL,
	"requested_by_id" text collate "C" NOT NULL,
	"requested_by_name" text collate "C" NOT NULL,
	"requested_at" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"decided_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"expires_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"expires_at" bigint NOT NULL,
	"token" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"ip_address" text collate "C",
	"user_agent" text collate "C",
	"via_provider" boolean DEFAULT false NOT NULL,
	"factor_proven" boolean DEFAULT false NOT NULL,
	"id_token" text collate "C",
	"user_id" text collate "C" NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"name_hash" text collate "C" PRIMARY KEY NOT NULL,
	"account_hash" text collate "C",
	"failures" bigint NOT NULL,
	"locked_until" text collate "C",
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"secret" text collate "C" NOT NULL,
	"backup_codes" text collate "C" NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"verified" boolean,
	"failed_verification_count" bigint,
	"locked_until" bigint
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text collate "C",
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"username" text collate "C",
	"display_username" text collate "C",
	"role" text collate "C" NOT NULL,
	"adcode" bigint NOT NULL,
	"town" text collate "C",
	"unit" text collate "C",
	"disabled" boolean NOT NULL,
	"demo" boolean NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"two_factor_enabled" boolean DEFAULT false,
	"hidden_columns" text collate "C",
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"identifier" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarm_call_shares" (
	"alarm_id" text collate "C" NOT NULL,
	"call_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"sent_at" text collate "C",
	CONSTRAINT "alarm_call_shares_alarm_id_call_id_at_pk" PRIMARY KEY("alarm_id","call_id","at")
);
--> statement-breakpoint
CREATE TABLE "alarm_calls" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"alarm_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"at" text collate "C" NOT NULL,
	"adcode" bigint NOT NULL,
	"entry" bigint,
	"unit_id" text collate "C",
	"role" text collate "C",
	"sent_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "alarm_reports" (
	"alarm_id" text collate "C" NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"left_at" text collate "C",
	"answered_at" text collate "C",
	"answered_by_id" text collate "C",
	"answered_by_name" text collate "C",
	"answered_office" text collate "C",
	CONSTRAINT "alarm_reports_alarm_id_report_id_pk" PRIMARY KEY("alarm_id","report_id")
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"adcode" bigint NOT NULL,
	"place" text collate "C",
	"raised_at" text collate "C" NOT NULL,
	"calls_from" bigint DEFAULT 1 NOT NULL,
	"cause" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"stage" text collate "C" NOT NULL,
	"turn" bigint NOT NULL,
	"shift" text collate "C",
	"next_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"adcode" bigint,
	"for_city" boolean NOT NULL,
	"seen_at" text collate "C",
	"seen_by_name" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"actor_id" text collate "C",
	"actor_name" text collate "C" NOT NULL,
	"action" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"reason" text collate "C",
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "by_passes" (
	"report_id" text collate "C" NOT NULL,
	"adcode" bigint NOT NULL,
	"at" text collate "C" NOT NULL,
	"cause" text collate "C" NOT NULL,
	CONSTRAINT "by_passes_report_id_adcode_pk" PRIMARY KEY("report_id","adcode")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"unit_id" text collate "C" NOT NULL,
	"sealed_summary" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"proposed_by_id" text collate "C" NOT NULL,
	"proposed_by_name" text collate "C" NOT NULL,
	"proposed_at" text collate "C" NOT NULL,
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"decided_at" text collate "C",
	"state" text collate "C" NOT NULL,
	"answered_at" text collate "C",
	"hand_over_at" text collate "C",
	"files" text collate "C" DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"once" text collate "C",
	"payload" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"due_at" text collate "C" NOT NULL,
	"attempts" bigint NOT NULL,
	"claimed_until" text collate "C",
	"done_at" text collate "C",
	"last_error" text collate "C",
	CONSTRAINT "outbox_once_unique" UNIQUE("once")
);
--> statement-breakpoint
CREATE TABLE "unread_news" (
	"unit_id" text collate "C" NOT NULL,
	"news" text collate "C" NOT NULL,
	"told_at" text collate "C" NOT NULL,
	CONSTRAINT "unread_news_unit_id_news_pk" PRIMARY KEY("unit_id","news")
);
--> statement-breakpoint
CREATE TABLE "upload_pieces" (
	"upload_id" text collate "C" NOT NULL,
	"start" bigint NOT NULL,
	"length" bigint NOT NULL,
	"name" text collate "C" NOT NULL,
	CONSTRAINT "upload_pieces_upload_id_start_pk" PRIMARY KEY("upload_id","start")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"draft_hash" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"size" bigint NOT NULL,
	"arrived" bigint DEFAULT 0 NOT NULL,
	"progress_at" text collate "C" DEFAULT '' NOT NULL,
	"kind" text collate "C",
	"format" text collate "C",
	"digest_hash" text collate "C",
	"sealed_digest" text collate "C",
	"previews" bigint DEFAULT 0 NOT NULL,
	"pages" bigint,
	"created_at" text collate "C" NOT NULL,
	"report_id" text collate "C",
	"task_id" text collate "C",
	"message_id" text collate "C",
	"attached_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "identity_requests" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"officer_id" text collate "C" NOT NULL,
	"officer_name" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"decided_at" text collate "C",
	"valid_until" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "imported_reports" (
	"report_id" text collate "C" PRIMARY KEY NOT NULL,
	"import_id" text collate "C" NOT NULL,
	"receipt_hash" text collate "C" NOT NULL,
	"opened_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"officer_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"key_hash" text collate "C" PRIMARY KEY NOT NULL,
	"request_hash" text collate "C" NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"sealed_answer" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_numbers" (
	"number" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spent_challenges" (
	"hash" text collate "C" PRIMARY KEY NOT NULL,
	"expires_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "void_secrets" (
	"hash" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"hash" text collate "C" PRIMARY KEY NOT NULL,
	"points" bigint NOT NULL,
	"until" text collate "C" NOT NULL,
	"changed_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"holder" text collate "C" NOT NULL,
	"until" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"move" text collate "C" NOT NULL,
	"fields" text collate "C" NOT NULL,
	"sealed_reply" text collate "C",
	"proposed_by_id" text collate "C" NOT NULL,
	"proposed_by_name" text collate "C" NOT NULL,
	"proposed_at" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"decided_at" text collate "C",
	"confirmed_by_id" text collate "C",
	"confirmed_by_name" text collate "C",
	"reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "batch_cases" (
	"public_id" text collate "C" PRIMARY KEY NOT NULL,
	"batch_id" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"public_id" text collate "C" NOT NULL,
	"edition" bigint NOT NULL,
	"report_id" text collate "C",
	"adcode" bigint NOT NULL,
	"unit_id" text collate "C" DEFAULT '' NOT NULL,
	"status" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"drafter_id" text collate "C" NOT NULL,
	"drafter_name" text collate "C" NOT NULL,
	"approver_id" text collate "C",
	"approver_name" text collate "C",
	"version" bigint NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"record" text collate "C",
	"return_reason" text collate "C",
	"demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_builds" (
	"nr" bigserial PRIMARY KEY NOT NULL,
	"begun_at" text collate "C" NOT NULL,
	"name" text collate "C",
	"digest" text collate "C",
	"shared_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"at" text collate "C" NOT NULL,
	"move" text collate "C" NOT NULL,
	"from_status" text collate "C",
	"to_status" text collate "C" NOT NULL,
	"actor_id" text collate "C",
	"actor_name" text collate "C",
	"unit_id" text collate "C" NOT NULL,
	"fields" text collate "C" NOT NULL,
	"sealed_fields" text collate "C",
	"note" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"event_id" text collate "C",
	"at" text collate "C" NOT NULL,
	"author" text collate "C" NOT NULL,
	"actor_name" text collate "C",
	"sealed" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"report_id" text collate "C" PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"score" bigint NOT NULL,
	"sealed_text" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"number" text collate "C" NOT NULL,
	"secret_hash" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"category" text collate "C" NOT NULL,
	"sealed_statement" text collate "C" NOT NULL,
	"sealed_identity" text collate "C",
	"mode" text collate "C" NOT NULL,
	"recipient" text collate "C" NOT NULL,
	"wrapped_identity" text collate "C" NOT NULL,
	"avoid_county" boolean NOT NULL,
	"adcode" bigint,
	"unit_id" text collate "C" NOT NULL,
	"town" text collate "C",
	"cell" text collate "C",
	"place_name" text collate "C",
	"sealed_point" text collate "C",
	"pond_id" text collate "C",
	"mine_id" text collate "C",
	"occurred_on" text collate "C",
	"route_code" text collate "C" NOT NULL,
	"route_basis" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"outcome" text collate "C",
	"version" bigint NOT NULL,
	"handler_id" text collate "C",
	"received_at" text collate "C" NOT NULL,
	"accept_by" text collate "C" NOT NULL,
	"reply_by" text collate "C" NOT NULL,
	"due_clock" text collate "C",
	"due_by" text collate "C",
	"accepted_at" text collate "C",
	"concluded_at" text collate "C",
	"urgent" boolean DEFAULT false NOT NULL,
	"alarm_since" text collate "C",
	"waiting_since" text collate "C",
	"supervised_by" text collate "C",
	"extended_until" text collate "C",
	"objections" bigint NOT NULL,
	"transfers" bigint DEFAULT 0 NOT NULL,
	"merged_into" text collate "C",
	"proposed_move" text collate "C",
	"reviews" bigint DEFAULT 0 NOT NULL,
	"reviewed_from" text collate "C",
	"words_closed_at" text collate "C",
	"sealed_summary" text collate "C",
	"commission_of" text collate "C",
	"filed_on" text collate "C",
	"penalty_by" text collate "C",
	"decided_on" text collate "C",
	"service_by" text collate "C",
	"served_on" text collate "C",
	"demo" boolean NOT NULL,
	CONSTRAINT "reports_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "reward_claims" (
	"report_id" text collate "C" PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"sealed_contact" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"adcode" bigint NOT NULL,
	"unit" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"slot" bigint DEFAULT 0 NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "tallies_adcode_unit_kind_value_slot_pk" PRIMARY KEY("adcode","unit","kind","value","slot")
);
--> statement-breakpoint
CREATE TABLE "report_texts" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"area" text collate "C" NOT NULL,
	"words" text collate "C" NOT NULL,
	CONSTRAINT "report_texts_report_id_unique" UNIQUE("report_id")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"adcode" bigint NOT NULL,
	"town" text collate "C" NOT NULL,
	"worker_id" text collate "C" NOT NULL,
	"worker_name" text collate "C" NOT NULL,
	"given_by_name" text collate "C" NOT NULL,
	"given_at" text collate "C" NOT NULL,
	"place" text collate "C" NOT NULL,
	"request" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"point_given" boolean DEFAULT false NOT NULL,
	"words_given_at" text collate "C",
	"state" text collate "C" NOT NULL,
	"closed_at" text collate "C",
	"finding" text collate "C",
	"sealed_position" text collate "C"
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_requests" ADD CONSTRAINT "account_requests_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_call_shares" ADD CONSTRAINT "alarm_call_shares_alarm_id_alarms_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_call_shares" ADD CONSTRAINT "alarm_call_shares_call_id_alarm_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."alarm_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_calls" ADD CONSTRAINT "alarm_calls_alarm_id_alarms_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_reports" ADD CONSTRAINT "alarm_reports_alarm_id_alarms_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_reports" ADD CONSTRAINT "alarm_reports_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "by_passes" ADD CONSTRAINT "by_passes_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_pieces" ADD CONSTRAINT "upload_pieces_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_requests" ADD CONSTRAINT "identity_requests_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_reports" ADD CONSTRAINT "imported_reports_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_reports" ADD CONSTRAINT "imported_reports_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_numbers" ADD CONSTRAINT "source_numbers_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "void_secrets" ADD CONSTRAINT "void_secrets_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_claims" ADD CONSTRAINT "reward_claims_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_texts" ADD CONSTRAINT "report_texts_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_worker_id_user_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_by_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_notices_by_user" ON "account_notices" USING btree ("user_id","seen_at");--> statement-breakpoint
CREATE INDEX "account_requests_by_state" ON "account_requests" USING btree ("state","requested_at");--> statement-breakpoint
CREATE INDEX "known_devices_by_user" ON "known_devices" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "known_devices_by_expiry" ON "known_devices" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_by_account" ON "sign_in_failures" USING btree ("account_hash");--> statement-breakpoint
CREATE INDEX "two_factor_by_user" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "alarm_call_shares_by_call" ON "alarm_call_shares" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "alarm_calls_by_alarm" ON "alarm_calls" USING btree ("alarm_id","seq");--> statement-breakpoint
CREATE INDEX "alarm_calls_by_time" ON "alarm_calls" USING btree ("at");--> statement-breakpoint
CREATE INDEX "alarm_reports_by_report" ON "alarm_reports" USING btree ("report_id","at");--> statement-breakpoint
CREATE INDEX "alarms_by_state" ON "alarms" USING btree ("state","next_at");--> statement-breakpoint
CREATE INDEX "alarms_by_place" ON "alarms" USING btree ("adcode","place","raised_at");--> statement-breakpoint
CREATE INDEX "alerts_by_time" ON "alerts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_by_action" ON "audit" USING btree ("action","seq");--> statement-breakpoint
CREATE INDEX "consents_by_report" ON "consents" USING btree ("report_id","proposed_at");--> statement-breakpoint
CREATE INDEX "consents_by_state" ON "consents" USING btree ("state","hand_over_at");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("done_at","due_at");--> statement-breakpoint
CREATE INDEX "uploads_by_draft" ON "uploads" USING btree ("draft_hash");--> statement-breakpoint
CREATE INDEX "uploads_by_report" ON "uploads" USING btree ("report_id","attached_at");--> statement-breakpoint
CREATE INDEX "identity_requests_by_report" ON "identity_requests" USING btree ("report_id","at");--> statement-breakpoint
CREATE INDEX "identity_requests_by_state" ON "identity_requests" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "imported_reports_by_import" ON "imported_reports" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "imports_by_officer" ON "imports" USING btree ("officer_id","at");--> statement-breakpoint
CREATE INDEX "receipts_by_time" ON "receipts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "spent_challenges_by_expiry" ON "spent_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "void_secrets_by_report" ON "void_secrets" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "attempts_by_change" ON "attempts" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "attempts_by_end" ON "attempts" USING btree ("until");--> statement-breakpoint
CREATE INDEX "proposals_by_report" ON "proposals" USING btree ("report_id","proposed_at");--> statement-breakpoint
CREATE INDEX "proposals_by_state" ON "proposals" USING btree ("state");--> statement-breakpoint
CREATE INDEX "batch_cases_by_batch" ON "batch_cases" USING btree ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_by_public_id" ON "publications" USING btree ("kind","public_id","edition");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_by_report" ON "publications" USING btree ("report_id","kind","edition");--> statement-breakpoint
CREATE INDEX "publications_by_county" ON "publications" USING btree ("kind","adcode","status");--> statement-breakpoint
CREATE UNIQUE INDEX "events_in_order" ON "events" USING btree ("report_id","seq");--> statement-breakpoint
CREATE INDEX "messages_by_report" ON "messages" USING btree ("report_id","at");--> statement-breakpoint
CREATE INDEX "reports_by_county_due" ON "reports" USING btree ("adcode","status","due_by");--> statement-breakpoint
CREATE INDEX "reports_by_county_received" ON "reports" USING btree ("adcode","received_at");--> statement-breakpoint
CREATE INDEX "reports_by_due" ON "reports" USING btree ("status","due_by");--> statement-breakpoint
CREATE INDEX "reports_by_received" ON "reports" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "reports_of_county_in_order" ON "reports" USING btree ("adcode",(due_by is null),"due_by",received_at desc);--> statement-breakpoint
CREATE INDEX "reports_in_order" ON "reports" USING btree ((due_by is null),"due_by",received_at desc);--> statement-breakpoint
CREATE INDEX "reports_of_county_by_due" ON "reports" USING btree ("adcode","due_by","received_at");--> statement-breakpoint
CREATE INDEX "reports_all_by_due" ON "reports" USING btree ("due_by","received_at");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("due_by",received_at desc,"adcode","status","route_code","category","handler_id","waiting_since","supervised_by") WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX "reports_open_by_county" ON "reports" USING btree ("adcode","due_by",received_at desc,"status","route_code","category","handler_id","waiting_since","supervised_by") WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX "reports_by_cell" ON "reports" USING btree ("cell","category","received_at") WHERE cell is not null;--> statement-breakpoint
CREATE INDEX "reports_by_unit" ON "reports" USING btree ("unit_id","received_at");--> statement-breakpoint
CREATE INDEX "reports_of_unit_in_order" ON "reports" USING btree ("unit_id",(due_by is null),"due_by",received_at desc);--> statement-breakpoint
CREATE INDEX "reports_of_unit_by_due" ON "reports" USING btree ("unit_id","due_by","received_at");--> statement-breakpoint
CREATE INDEX "reports_open_by_unit" ON "reports" USING btree ("unit_id","due_by",received_at desc,"adcode","status","route_code","category","handler_id","waiting_since","supervised_by") WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX "reports_alarmed" ON "reports" USING btree ("alarm_since") WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX "reports_alarmed_by_county" ON "reports" USING btree ("adcode","alarm_since") WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX "reports_alarmed_by_unit" ON "reports" USING btree ("unit_id","alarm_since") WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX "reports_proposed" ON "reports" USING btree ("proposed_move") WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX "reports_proposed_by_county" ON "reports" USING btree ("adcode","proposed_move") WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX "reports_proposed_by_unit" ON "reports" USING btree ("unit_id","proposed_move") WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX "reports_bypassed" ON "reports" USING btree ("due_by","received_at") WHERE avoid_county = true;--> statement-breakpoint
CREATE INDEX "reports_commissioned" ON "reports" USING btree ("commission_of") WHERE commission_of is not null;--> statement-breakpoint
CREATE INDEX "reports_merged" ON "reports" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "reports_penalties" ON "reports" USING btree ("penalty_by") WHERE penalty_by is not null;--> statement-breakpoint
CREATE INDEX "tasks_by_report" ON "tasks" USING btree ("report_id","given_at");--> statement-breakpoint
CREATE INDEX "tasks_by_worker" ON "tasks" USING btree ("worker_id","state");