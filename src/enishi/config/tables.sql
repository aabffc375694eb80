-- The tables of an empty database, as the migrations below make them: `enishi write-tables`; see tables.py.
-- PostgreSQL 18
-- migration account 0001_initial of a library
-- migration account 0002_email_max_length of a library
-- migration account 0003_alter_emailaddress_create_unique_verified_email of a library
-- migration account 0004_alter_emailaddress_drop_unique_email of a library
-- migration account 0005_emailaddress_idx_upper_email of a library
-- migration account 0006_emailaddress_lower of a library
-- migration account 0007_emailaddress_idx_email of a library
-- migration account 0008_emailaddress_unique_primary_email_fixup of a library
-- migration account 0009_emailaddress_unique_primary_email of a library
-- migration accounts 0001_initial 86db71c32c9f9c99
-- migration accounts 0002_sessions faf2f53b59684f35
-- migration accounts 0003_typed_words 1b6f4eb2c4278f69
-- migration aftercare 0001_aftercare a5f5713613884d83
-- migration aftercare 0002_no_solicitation 979b12678d28214e
-- migration aftercare 0003_fee_basis 4a395def6a1c8b47
-- migration aftercare 0004_checkin_version 872ed26aafae010a
-- migration areas 0001_initial 651605daaf5eef82
-- migration areas 0002_physician_counts bef699defc080bac
-- migration areas 0003_outlines_population_workforce 06caa1ca0f5f37c4
-- migration areas 0004_patient_flows 8facd95482b136d6
-- migration audit 0001_initial d4b5047ea5c419d3
-- migration audit 0002_chain 800f3872763e182d
-- migration audit 0003_erasure db4eb916c3bc714a
-- migration audit 0004_exports a48273b71ccf6be1
-- migration auth 0001_initial of a library
-- migration auth 0002_alter_permission_name_max_length of a library
-- migration auth 0003_alter_user_email_max_length of a library
-- migration auth 0004_alter_user_username_opts of a library
-- migration auth 0005_alter_user_last_login_null of a library
-- migration auth 0006_require_contenttypes_0002 of a library
-- migration auth 0007_alter_validators_add_error_messages of a library
-- migration auth 0008_alter_user_username_max_length of a library
-- migration auth 0009_alter_user_last_name_max_length of a library
-- migration auth 0010_alter_group_name_max_length of a library
-- migration auth 0011_update_proxy_permissions of a library
-- migration auth 0012_alter_user_first_name_max_length of a library
-- migration candidacies 0001_initial 676ff2ae8a2ba258
-- migration candidacies 0002_initial 453fdffffa2a76a3
-- migration candidacies 0003_initial 6935ac59b3547cd1
-- migration candidacies 0004_append_only 687f895631db3735
-- migration candidacies 0005_erasable 166ed07b00a01089
-- migration candidacies 0006_inquiries 63f52f94682787c0
-- migration candidacies 0007_talk_rooms c90916f0078c4e62
-- migration candidacies 0008_frozen_words 3bcfae4c621c7ae6
-- migration candidacies 0009_invariants 959f29783f640577
-- migration candidacies 0010_joint_talks e1940daa87027d92
-- migration candidacies 0011_approval_track 9056dbb2d7da232f
-- migration common 0001_initial e233480e813820b7
-- migration complaints 0001_complaints 3c6db4e8ea78fcf2
-- migration contenttypes 0001_initial of a library
-- migration contenttypes 0002_remove_content_type_name of a library
-- migration desk 0001_callbacks 69a6d37905429602
-- migration desk 0002_callback_again 087d7f7a10833edd
-- migration desk 0003_paper d22e30fcb64d9f0e
-- migration desk 0004_calls cc80e12f96a9ac83
-- migration desk 0005_checkin_paper 62ccdfade284fe8e
-- migration desk 0006_interview_sheet d95d9011172f57ac
-- migration desk 0007_records 2acfcfcbf344fb45
-- migration desk 0008_keepers 8852506cc9ca4f8c
-- migration desk 0009_calendar f3c9f146658ec76b
-- migration desk 0010_writings 2233fb7210c10760
-- migration desk 0011_quality 6a3f062bcf92e618
-- migration desk 0012_handed_stays 2e0c6b43a54af8b1
-- migration desk 0013_grams_by_month 08a2e288fe6d10e8
-- migration desk 0014_referral_paper eceae559c75559d7
-- migration desk 0015_case_conference bf87f745b39bd243
-- migration institutions 0001_initial 9a57e5b6b9e8cdbb
-- migration institutions 0002_append_only 47bc265f0dfceefe
-- migration institutions 0003_shields 7a11a88a95ab3422
-- migration institutions 0004_readiness 1bec264ef0ccd877
-- migration institutions 0005_joining_reality_region_continuity df7dd6a2c9ffb9ed
-- migration institutions 0006_hosting 06578e1f704d58f4
-- migration institutions 0007_readiness_of_physicians 0c441dd12f2044a0
-- migration institutions 0008_approval_route 874b64d3977f7cf4
-- migration institutions 0009_merged_into 798ee5f7eba42f78
-- migration keeping 0001_retention_and_holds 7babb773936dac4c
-- migration keeping 0002_renewal bf7fe8b5a2be4b6c
-- migration keeping 0003_backups ba1cbf38009b7fb6
-- migration matching 0001_initial 50d910d603c3fddf
-- migration matching 0002_initial 7b2d36eda5355c06
-- migration matching 0003_runs e872c65d0315163b
-- migration matching 0004_region_answers ca3621a4f659bf99
-- migration matching 0005_insight_answers 1b50ab92e37348a4
-- migration matching 0006_slates ba61e72ff2c8c8c4
-- migration matching 0007_slate_touched a4cd869bcaaba756
-- migration merging 0001_merges 5ae4ed900f0ab0ac
-- migration mfa 0001_initial of a library
-- migration mfa 0002_authenticator_timestamps of a library
-- migration mfa 0003_authenticator_type_uniq of a library
-- migration notices 0001_initial 016f45282a994b94
-- migration notices 0002_to_an_address 6f03d04e9c4ca2e8
-- migration notices 0003_ways 09a3f05ebfaba465
-- migration notices 0004_withheld c4661ea34586d035
-- migration notices 0005_bulk ace8e5cfbbc4e7f3
-- migration notices 0006_bulk_line_whose d9a08addc4af95f1
-- migration office 0001_initial 8f19254f7d994b6a
-- migration office 0002_money_and_reports cdf8562a1055139e
-- migration office 0003_safety 825f976fbb464fc5
-- migration office 0004_explanations_and_certification d0a9a96b486b5984
-- migration office 0005_ledger_runs e69bdd59bd7394d6
-- migration office 0006_file_purposes ec6b0a4edd387bce
-- migration office 0007_ledgers_on_paper_at_once 06e37b6dbbd95da6
-- migration office 0008_official_wording_and_roles_together e363fe1f516ec6cb
-- migration office 0009_purposes_are_asked_anew 3d079332f77bf5d0
-- migration openings 0001_initial 502145ccd6041802
-- migration openings 0002_append_only 18358bc8cbc16c4b
-- migration openings 0003_search_changes c51b227460ef8f05
-- migration openings 0004_scope_and_work 297ec1c9f0693302
-- migration openings 0005_portrait b2b46e417536bcd2
-- migration openings 0006_search_sees_deletions 6f9b20bd38acf60c
-- migration openings 0007_versions_spots_lists 2670f78efa65f28c
-- migration openings 0008_empty_words 2429e0b50c1e9039
-- migration openings 0009_opening_waivers c234f7e2d6e4b12e
-- migration openings 0010_advertisements 1d42a0e8d2744c93
-- migration openings 0011_any_specialty 400bce32672d19b3
-- migration openings 0012_search_sees_spot_days c9817ef03d6deb0a
-- migration openings 0013_merged_into 2155e34574e172e4
-- migration openings 0014_long_lists 179ac22f4b64b86b
-- migration outreach 0001_initial 84476de8b9cb386c
-- migration outreach 0002_paper_code 371e347b38883f3a
-- migration outreach 0003_news 41fc92128e939fbb
-- migration outreach 0004_contact_book_and_press cb511901f9469675
-- migration outreach 0005_funnel dbd3234c1833fdf8
-- migration outreach 0006_stories 9bf7a3062d601abd
-- migration outreach 0007_seminars 0d8df7647729954b
-- migration outreach 0008_newsletter 2876465767801c55
-- migration outreach 0009_embeds 26fb54f7d817dc98
-- migration outreach 0010_story_ends_with_leaving f2c1621a09786867
-- migration outreach 0011_news_second_person 66db3211964bf30a
-- migration outreach 0012_seminar_second_person 36d8b5ee7c20248b
-- migration physicians 0001_initial 62267acc4b0b2ee8
-- migration physicians 0002_append_only e919e43b45eb44d1
-- migration physicians 0003_most_on_calls 4921e90cfb97a9f0
-- migration physicians 0004_shields e1e28203d23e982d
-- migration physicians 0005_scope_and_work 9e84651641b73d68
-- migration physicians 0006_drafts_that_return cca3ce0ff7318a28
-- migration physicians 0007_saved_searches 133dffd70bcf3cda
-- migration physicians 0008_documents 898fd9587cd36a09
-- migration physicians 0009_leaving 60a1e34ef8d6be18
-- migration physicians 0010_erasable 789cf7e24f93d93d
-- migration physicians 0011_wish_approval 61111c589902e094
-- migration physicians 0012_contacts_and_family 1123f75eec3b602d
-- migration physicians 0013_preparation a70d4269eb87ff46
-- migration physicians 0014_typed_by_the_desk dcf19f5e47b90b8b
-- migration physicians 0015_interview_sheet 31cd965a6285282a
-- migration physicians 0016_doubles_and_merges 86d46bd30d2780df
-- migration physicians 0017_digests_of_before 6eb12be2019e8b45
-- migration physicians 0018_heard_of 2d194846450b3f4b
-- migration physicians 0019_retention_and_holds 50717091c67a244a
-- migration procrastinate 0001_initial of a library
-- migration procrastinate 0002_drop_started_at_column of a library
-- migration procrastinate 0003_drop_started_at_column of a library
-- migration procrastinate 0004_drop_procrastinate_version_table of a library
-- migration procrastinate 0005_fix_procrastinate_fetch_job of a library
-- migration procrastinate 0006_fix_trigger_status_events_insert of a library
-- migration procrastinate 0007_add_queueing_lock_column of a library
-- migration procrastinate 0008_close_fetch_job_race_condition of a library
-- migration procrastinate 0009_add_defer_job_function of a library
-- migration procrastinate 0010_add_procrastinate_periodic_defers of a library
-- migration procrastinate 0011_add_foreign_key_index of a library
-- migration procrastinate 0012_add_locks_to_periodic_defer of a library
-- migration procrastinate 0013_fix_procrastinate_defer_periodic_job of a library
-- migration procrastinate 0014_add_finish_job_and_retry_job_functions of a library
-- migration procrastinate 0015_add_trigger_on_job_deletion of a library
-- migration procrastinate 0016_delete_finished_jobs of a library
-- migration procrastinate 0017_add_checks_to_finish_job of a library
-- migration procrastinate 0018_add_checks_to_retry_job of a library
-- migration procrastinate 0019_fix_finish_job_compat_issue of a library
-- migration procrastinate 0020_add_index_on_procrastinate_jobs of a library
-- migration procrastinate 0021_add_kwargs_to_defer_periodic_job of a library
-- migration procrastinate 0022_null_locks_excluded of a library
-- migration procrastinate 0023_remove_old_finish_job_function of a library
-- migration procrastinate 0024_job_id_bigint of a library
-- migration procrastinate 0025_add_models of a library
-- migration procrastinate 0026_add_job_priority of a library
-- migration procrastinate 0027_add_periodic_job_priority of a library
-- migration procrastinate 0028_add_cancel_states of a library
-- migration procrastinate 0029_add_additional_params_to_retry_job of a library
-- migration procrastinate 0030_alter_procrastinateevent_options of a library
-- migration procrastinate 0031_add_indexes_for_fetch_job of a library
-- migration procrastinate 0032_pre_cancel_notification of a library
-- migration procrastinate 0033_post_cancel_notification of a library
-- migration procrastinate 0034_pre_add_heartbeat of a library
-- migration procrastinate 0035_post_add_heartbeat of a library
-- migration procrastinate 0036_add_worker_model of a library
-- migration procrastinate 0037_pre_batch_defer_jobs of a library
-- migration procrastinate 0038_post_batch_defer_jobs of a library
-- migration procrastinate 0039_pre_priority_lock_fetch_job of a library
-- migration procrastinate 0040_pre_retry_failed_job of a library
-- migration procrastinate 0041_post_retry_failed_job of a library
-- migration referrals 0001_referrals 1a328ff0b66b2ce1
-- migration referrals 0002_expired_arrivals eb3549030508bb7d
-- migration relays 0001_initial 6b04ed81b725a386
-- migration research 0001_initial c19e2cdb866f0c15
-- migration research 0002_promise_years aef5a95face2852b
-- migration research 0003_research_editions 986d1e79ff27d21d
-- migration research 0004_asking ef655f2e69ebbd6e
-- migration research 0005_offers_raised 657edb439bc025ad
-- migration surveys 0001_surveys b1ed3c0ee652a5f1
-- migration surveys 0002_crossed 14ad9d8c7058bf5b
-- migration visits 0001_visits 1e64fd4fc52edf77
-- migration visits 0002_family_reflection 59df2f23e09a7ff5
-- migration visits 0003_trips 0498b547ed758985
-- module audit/append_only.py 826d72fce7673895
-- module audit/erasure.py f8e9b2f213787306
-- body 9e2779094138e71d

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public.agreement_went_its_way() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE now_state text;
BEGIN
  SELECT state INTO now_state FROM candidacies_candidacy WHERE id = NEW.id;
  IF now_state IN ('agreed', 'contracted', 'working', 'settled', 'left', 'cancelled_after_agreement') AND EXISTS (
    SELECT 1 FROM candidacies_trackstep s WHERE s.through_at IS NULL AND s.version_id =
      (SELECT v.id FROM candidacies_agreementversion v WHERE v.candidacy_id = NEW.id ORDER BY v.no DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'candidacy %: a step inside the institution is still open', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION public.append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE FUNCTION public.append_only_but_erasure() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF current_setting('enishi.erasing', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE FUNCTION public.append_only_but_renewal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF current_setting('enishi.renewing', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    role character varying(30) NOT NULL,
    channel character varying(10) NOT NULL,
    action character varying(60) NOT NULL,
    object_type character varying(40) NOT NULL,
    object_number character varying(40) NOT NULL,
    level smallint,
    data jsonb NOT NULL,
    actor_id bigint,
    CONSTRAINT audit_entry_level_check CHECK ((level >= 0))
);
CREATE FUNCTION public.audit_canonical(e public.audit_entry) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  SELECT jsonb_build_array(
    e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_id, e.role, e.channel,
    e.action, e.object_type, e.object_number, e.level, e.data)::text
$$;
CREATE FUNCTION public.audit_chain() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE head audit_link%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('enishi.audit'));
  SELECT * INTO head FROM audit_link ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_link (position, entry_id, previous, hash)
  VALUES (coalesce(head.position, 0) + 1, NEW.id, coalesce(head.hash, ''::bytea),
          sha256(coalesce(head.hash, ''::bytea) || convert_to(audit_canonical(NEW), 'UTF8')));
  RETURN NULL;
END $$;
CREATE FUNCTION public.candidacy_end_is_final() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'candidacy % has ended; an end is final', OLD.number USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION public.candidacy_matches_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE now_state text; logged text; said text;
BEGIN
  SELECT state, agreed_hash INTO now_state, said FROM candidacies_candidacy WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT to_state INTO logged FROM candidacies_candidacytransition WHERE candidacy_id = NEW.id ORDER BY id DESC LIMIT 1;
  IF logged IS DISTINCT FROM now_state THEN
    RAISE EXCEPTION 'candidacy %: its log ends elsewhere', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  IF now_state IN ('agreed', 'contracted', 'working', 'settled', 'left', 'cancelled_after_agreement') AND (
    SELECT count(DISTINCT a.side) FROM candidacies_approval a JOIN candidacies_agreementversion v ON v.id = a.version_id
    WHERE v.candidacy_id = NEW.id AND v.content_hash = said AND a.content_hash = said) < 2 THEN
    RAISE EXCEPTION 'candidacy %: no two approvals of one hash', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION public.desk_handed_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF to_jsonb(NEW) - 'content' IS DISTINCT FROM to_jsonb(OLD) - 'content'
     OR (NEW.content <> '' AND NEW.content IS DISTINCT FROM OLD.content
         AND current_setting('enishi.renewing', true) IS DISTINCT FROM 'on') THEN
    RAISE EXCEPTION 'handed paper % stays as it was', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.desk_words_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'version % of a text stays as it was', OLD.no USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION public.openings_note_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_LEVEL = 'STATEMENT' THEN
    INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)
      VALUES (TG_ARGV[0], 0, pg_current_xact_id()::text::bigint, clock_timestamp());
  ELSE
    INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)
      VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::bigint, pg_current_xact_id()::text::bigint, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION public.openings_seen_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.first_seen_at IS NOT NULL THEN
    RAISE EXCEPTION 'version % of an opening was seen and is fixed', OLD.no;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.refuse_solicitation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state IN ('suggested', 'physician_asked') AND NOT NEW.by_own_wish
     AND (TG_OP = 'INSERT' OR (OLD.state <> NEW.state AND OLD.state <> 'on_hold'))
     AND EXISTS (
       SELECT 1 FROM candidacies_placement p JOIN candidacies_candidacy c ON c.id = p.candidacy_id
       WHERE c.physician_id = NEW.physician_id AND p.confirmed_at IS NOT NULL
         AND p.no_solicitation_until >= (NEW.state_since AT TIME ZONE 'Asia/Tokyo')::date)
  THEN
    RAISE EXCEPTION 'no solicitation: this physician was placed under an indefinite term'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_no_solicitation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.sent_words_are_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF current_setting('enishi.erasing', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of % was sent and is fixed', TG_TABLE_NAME;
END $$;
CREATE FUNCTION public.survey_version_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.fixed_at IS NOT NULL THEN RAISE EXCEPTION 'a survey version in use is fixed'; END IF; RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_membership (
    id bigint NOT NULL,
    role character varying(30) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    user_id bigint NOT NULL,
    organisation_id bigint,
    CONSTRAINT membership_organisation_fits_role CHECK ((((organisation_id IS NOT NULL) AND ((role)::text = ANY (ARRAY[('institution_admin'::character varying)::text, ('institution_approver'::character varying)::text, ('institution_staff'::character varying)::text, ('society'::character varying)::text]))) OR ((organisation_id IS NULL) AND ((role)::text = ANY (ARRAY[('admin'::character varying)::text, ('compliance'::character varying)::text, ('coordinator'::character varying)::text, ('desk'::character varying)::text, ('outreach'::character varying)::text, ('physician'::character varying)::text, ('researcher'::character varying)::text, ('supervisor'::character varying)::text])))))
);
ALTER TABLE public.accounts_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_organisation (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(200) NOT NULL
);
ALTER TABLE public.accounts_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    user_id bigint
);
CREATE TABLE public.accounts_signinlink (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_by character varying(20) NOT NULL,
    next_path character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE public.accounts_signinlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_signinlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_typedwords (
    id bigint NOT NULL,
    browser character varying(64) NOT NULL,
    sent_to character varying(300) NOT NULL,
    page character varying(500) NOT NULL,
    fields text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    user_id bigint
);
ALTER TABLE public.accounts_typedwords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_typedwords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    name character varying(80) NOT NULL,
    is_active boolean NOT NULL,
    letters character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_caretask (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(200) NOT NULL,
    due_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    note text NOT NULL,
    candidacy_id bigint NOT NULL,
    done_by_id bigint,
    checkin_id bigint
);
ALTER TABLE public.aftercare_caretask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_caretask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_checkin (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    kind character varying(6) NOT NULL,
    due_on date NOT NULL,
    asked_at timestamp with time zone,
    answered_at timestamp with time zone,
    closed_at timestamp with time zone,
    channel character varying(10) NOT NULL,
    answers text NOT NULL,
    words text NOT NULL,
    light character varying(8) NOT NULL,
    author_id bigint,
    placement_id bigint NOT NULL,
    version smallint,
    CONSTRAINT aftercare_checkin_version_check CHECK ((version >= 0)),
    CONSTRAINT checkin_answered_has_a_light CHECK ((((answered_at IS NULL) AND ((light)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (closed_at IS NULL) AND (NOT ((light)::text = ''::text)))))
);
ALTER TABLE public.aftercare_checkin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_checkin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_clauseaudit (
    id bigint NOT NULL,
    key character varying(20) NOT NULL,
    text text NOT NULL,
    standing character varying(10) NOT NULL,
    words text NOT NULL,
    checkin_id bigint NOT NULL
);
ALTER TABLE public.aftercare_clauseaudit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_clauseaudit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_feeevent (
    id bigint NOT NULL,
    "on" date NOT NULL,
    base_yen integer,
    policy text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    placement_id bigint NOT NULL,
    amount_yen integer,
    flat_yen integer,
    kind character varying(12) NOT NULL,
    months smallint,
    rate_permille smallint,
    scheme character varying(10) NOT NULL,
    terms jsonb NOT NULL,
    CONSTRAINT aftercare_feeevent_amount_yen_check CHECK ((amount_yen >= 0)),
    CONSTRAINT aftercare_feeevent_base_yen_check CHECK ((base_yen >= 0)),
    CONSTRAINT aftercare_feeevent_flat_yen_check CHECK ((flat_yen >= 0)),
    CONSTRAINT aftercare_feeevent_months_check CHECK ((months >= 0)),
    CONSTRAINT aftercare_feeevent_rate_permille_check CHECK ((rate_permille >= 0))
);
ALTER TABLE public.aftercare_feeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_feeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_keeping (
    id bigint NOT NULL,
    told_at timestamp with time zone NOT NULL,
    reply character varying(400) NOT NULL,
    replied_at timestamp with time zone,
    institution_id bigint NOT NULL,
    replied_by_id bigint
);
ALTER TABLE public.aftercare_keeping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_keeping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_leaveevent (
    id bigint NOT NULL,
    cause character varying(12) NOT NULL,
    how character varying(10) NOT NULL,
    told_by character varying(20) NOT NULL,
    told_at timestamp with time zone NOT NULL,
    placement_id bigint NOT NULL
);
ALTER TABLE public.aftercare_leaveevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_leaveevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.aftercare_starttick (
    id bigint NOT NULL,
    item character varying(20) NOT NULL,
    done_on date NOT NULL,
    who character varying(60) NOT NULL,
    side character varying(20) NOT NULL,
    author_id bigint,
    placement_id bigint NOT NULL
);
ALTER TABLE public.aftercare_starttick ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.aftercare_starttick_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_areaedition (
    id bigint NOT NULL,
    code character varying(10) NOT NULL,
    title character varying(100) NOT NULL,
    source character varying(300) NOT NULL,
    published character varying(10) NOT NULL,
    valid_from date NOT NULL,
    many_from numeric(5,1) NOT NULL,
    few_below numeric(5,1) NOT NULL,
    national_index numeric(5,1),
    caveat text NOT NULL,
    CONSTRAINT edition_lines_do_not_cross CHECK ((few_below < many_from))
);
ALTER TABLE public.areas_areaedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_areaedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_areamember (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    area_id bigint NOT NULL,
    municipality_id character varying(5) NOT NULL
);
ALTER TABLE public.areas_areamember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_areamember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_areaoutline (
    id bigint NOT NULL,
    rings jsonb NOT NULL,
    source character varying(300) NOT NULL,
    area_id bigint NOT NULL
);
ALTER TABLE public.areas_areaoutline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_areaoutline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_designation (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    district character varying(100) NOT NULL,
    since date NOT NULL,
    until date,
    source character varying(300) NOT NULL,
    note text NOT NULL,
    area_id bigint,
    municipality_id character varying(5),
    CONSTRAINT designation_ends_after_it_begins CHECK (((until IS NULL) OR (until > since))),
    CONSTRAINT designation_names_its_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT designation_of_area_or_municipality CHECK ((((area_id IS NULL) AND (municipality_id IS NOT NULL)) OR ((area_id IS NOT NULL) AND ((district)::text = ''::text) AND (municipality_id IS NULL))))
);
ALTER TABLE public.areas_designation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_designation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_facilityworkforce (
    id bigint NOT NULL,
    edition character varying(10) NOT NULL,
    number character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    own_area character varying(4) NOT NULL,
    place character varying(40) NOT NULL,
    listed_number character varying(20) NOT NULL,
    reported boolean NOT NULL,
    beds integer,
    full_time numeric(7,2),
    part_time numeric(7,2),
    emergency boolean NOT NULL,
    source character varying(300) NOT NULL,
    area_id bigint,
    prefecture_id character varying(2) NOT NULL,
    CONSTRAINT areas_facilityworkforce_beds_check CHECK ((beds >= 0)),
    CONSTRAINT workforce_own_area CHECK ((((own_area)::text = ''::text) OR ((own_area)::text ~ '^[0-9]{4}$'::text)))
);
ALTER TABLE public.areas_facilityworkforce ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_facilityworkforce_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_loadedreference (
    name character varying(30) NOT NULL,
    digest character varying(64) NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);
CREATE TABLE public.areas_medicalarea (
    id bigint NOT NULL,
    code character varying(4) NOT NULL,
    name character varying(30) NOT NULL,
    index numeric(5,1) NOT NULL,
    rank smallint,
    area_class character varying(6) NOT NULL,
    on_the_line boolean NOT NULL,
    standardised_physicians integer,
    utilisation_ratio numeric(5,3),
    population_2021 integer,
    population_2024 integer,
    population_2040 integer,
    edition_id bigint NOT NULL,
    prefecture_id character varying(2) NOT NULL,
    CONSTRAINT area_code_4_digits CHECK (((code)::text ~ '^[0-9]{4}$'::text)),
    CONSTRAINT area_index_positive CHECK ((index > (0)::numeric)),
    CONSTRAINT areas_medicalarea_population_2021_check CHECK ((population_2021 >= 0)),
    CONSTRAINT areas_medicalarea_population_2024_check CHECK ((population_2024 >= 0)),
    CONSTRAINT areas_medicalarea_population_2040_check CHECK ((population_2040 >= 0)),
    CONSTRAINT areas_medicalarea_rank_check CHECK ((rank >= 0)),
    CONSTRAINT areas_medicalarea_standardised_physicians_check CHECK ((standardised_physicians >= 0))
);
ALTER TABLE public.areas_medicalarea ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_medicalarea_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_municipality (
    code character varying(5) NOT NULL,
    name character varying(30) NOT NULL,
    kana character varying(60) NOT NULL,
    has_wards boolean NOT NULL,
    latitude double precision,
    longitude double precision,
    located_by character varying(10) NOT NULL,
    valid boolean NOT NULL,
    city_id character varying(5),
    prefecture_id character varying(2) NOT NULL,
    CONSTRAINT municipality_code_5_digits CHECK (((code)::text ~ '^[0-9]{5}$'::text)),
    CONSTRAINT municipality_in_japan CHECK ((((latitude >= (20.0)::double precision) AND (latitude <= (46.0)::double precision) AND ((longitude >= (122.0)::double precision) AND (longitude <= (154.0)::double precision))) OR ((latitude IS NULL) AND ((located_by)::text = 'unknown'::text) AND (longitude IS NULL)))),
    CONSTRAINT municipality_ward_has_no_wards CHECK (((city_id IS NULL) OR (NOT has_wards)))
);
CREATE TABLE public.areas_patientflow (
    id bigint NOT NULL,
    edition character varying(10) NOT NULL,
    outflow numeric(4,3) NOT NULL,
    inflow numeric(4,3) NOT NULL,
    source character varying(300) NOT NULL,
    area_id bigint NOT NULL,
    CONSTRAINT flow_is_a_share CHECK (((inflow >= (0)::numeric) AND (inflow <= (1)::numeric) AND ((outflow >= (0)::numeric) AND (outflow <= (1)::numeric))))
);
ALTER TABLE public.areas_patientflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_patientflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_physiciancount (
    id bigint NOT NULL,
    edition character varying(4) NOT NULL,
    specialty character varying(40) NOT NULL,
    age_from smallint,
    age_to smallint,
    sex character varying(2) NOT NULL,
    physicians integer NOT NULL,
    source character varying(300) NOT NULL,
    prefecture_id character varying(2),
    CONSTRAINT areas_physiciancount_age_from_check CHECK ((age_from >= 0)),
    CONSTRAINT areas_physiciancount_age_to_check CHECK ((age_to >= 0)),
    CONSTRAINT areas_physiciancount_physicians_check CHECK ((physicians >= 0))
);
ALTER TABLE public.areas_physiciancount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_physiciancount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_populationcount (
    id bigint NOT NULL,
    as_of date NOT NULL,
    sex character varying(2) NOT NULL,
    people integer NOT NULL,
    ages integer[] NOT NULL,
    source character varying(300) NOT NULL,
    municipality_id character varying(5),
    prefecture_id character varying(2),
    CONSTRAINT areas_populationcount_people_check CHECK ((people >= 0)),
    CONSTRAINT population_of_21_bands CHECK ((
CASE
    WHEN (ages IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(ages, 1), 0)
END = 21)),
    CONSTRAINT population_of_one_place CHECK ((((municipality_id IS NOT NULL) AND (prefecture_id IS NULL)) OR ((municipality_id IS NULL) AND (prefecture_id IS NOT NULL))))
);
ALTER TABLE public.areas_populationcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_populationcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.areas_prefecture (
    code character varying(2) NOT NULL,
    name character varying(4) NOT NULL,
    kana character varying(8) NOT NULL,
    region character varying(10) NOT NULL,
    CONSTRAINT prefecture_code_01_to_47 CHECK (((code)::text ~ '^(0[1-9]|[1-3][0-9]|4[0-7])$'::text))
);
CREATE TABLE public.areas_prefectureindex (
    id bigint NOT NULL,
    index numeric(5,1) NOT NULL,
    rank smallint NOT NULL,
    area_class character varying(6) NOT NULL,
    population_2025 integer,
    over_65_2025 integer,
    physicians_2024 integer,
    edition_id bigint NOT NULL,
    prefecture_id character varying(2) NOT NULL,
    CONSTRAINT areas_prefectureindex_over_65_2025_check CHECK ((over_65_2025 >= 0)),
    CONSTRAINT areas_prefectureindex_physicians_2024_check CHECK ((physicians_2024 >= 0)),
    CONSTRAINT areas_prefectureindex_population_2025_check CHECK ((population_2025 >= 0)),
    CONSTRAINT areas_prefectureindex_rank_check CHECK ((rank >= 0))
);
ALTER TABLE public.areas_prefectureindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.areas_prefectureindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_link (
    "position" bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    entry_id bigint NOT NULL
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_agreementversion (
    id bigint NOT NULL,
    no smallint NOT NULL,
    content jsonb NOT NULL,
    content_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    offer_valid_until date,
    made_by_id bigint,
    candidacy_id bigint NOT NULL,
    CONSTRAINT candidacies_agreementversion_no_check CHECK ((no >= 0))
);
ALTER TABLE public.candidacies_agreementversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_agreementversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_answer (
    id bigint NOT NULL,
    key uuid NOT NULL,
    side character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    confirmer character varying(40) NOT NULL,
    text text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    author_id bigint,
    question_id bigint NOT NULL
);
ALTER TABLE public.candidacies_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_approval (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    content_hash character varying(64) NOT NULL,
    channel character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    version_id bigint NOT NULL,
    confirmer character varying(10) NOT NULL
);
ALTER TABLE public.candidacies_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_attachment (
    id bigint NOT NULL,
    key uuid NOT NULL,
    side character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    title text NOT NULL,
    content_type character varying(40) NOT NULL,
    size integer NOT NULL,
    body bytea NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    taken_back_at timestamp with time zone,
    author_id bigint,
    candidacy_id bigint NOT NULL,
    CONSTRAINT candidacies_attachment_size_check CHECK ((size >= 0))
);
ALTER TABLE public.candidacies_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_candidacy (
    id bigint NOT NULL,
    state character varying(40) NOT NULL,
    stored_state character varying(40) NOT NULL,
    state_since timestamp with time zone NOT NULL,
    number character varying(12) NOT NULL,
    waiting_for character varying(20) NOT NULL,
    due_on date,
    resume_on date,
    introduced_on date,
    by_own_wish boolean NOT NULL,
    agreed_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    opening_id bigint NOT NULL,
    owner_id bigint,
    physician_id bigint NOT NULL,
    previous_id bigint,
    version_seen_id bigint,
    CONSTRAINT candidacy_agreed_has_hash CHECK (((NOT ((state)::text = ANY (ARRAY[('agreed'::character varying)::text, ('cancelled_after_agreement'::character varying)::text, ('contracted'::character varying)::text, ('left'::character varying)::text, ('settled'::character varying)::text, ('working'::character varying)::text]))) OR (NOT ((agreed_hash)::text = ''::text)))),
    CONSTRAINT candidacy_hold_is_stored CHECK (((NOT ((state)::text = 'on_hold'::text)) OR (NOT ((stored_state)::text = ''::text)))),
    CONSTRAINT candidacy_open_has_owner_turn_and_date CHECK ((((state)::text = ANY (ARRAY[('cancelled_after_agreement'::character varying)::text, ('coordinator_closed'::character varying)::text, ('institution_declined'::character varying)::text, ('left'::character varying)::text, ('opening_closed'::character varying)::text, ('physician_declined'::character varying)::text, ('settled'::character varying)::text])) OR ((due_on IS NOT NULL) AND (owner_id IS NOT NULL) AND (NOT ((waiting_for)::text = ''::text))))),
    CONSTRAINT candidacy_state_known CHECK (((state)::text = ANY (ARRAY[('suggested'::character varying)::text, ('physician_asked'::character varying)::text, ('physician_yes'::character varying)::text, ('institution_asked'::character varying)::text, ('dialogue'::character varying)::text, ('visit_arranging'::character varying)::text, ('visit_fixed'::character varying)::text, ('visited'::character varying)::text, ('trial'::character varying)::text, ('terms'::character varying)::text, ('offered'::character varying)::text, ('agreed'::character varying)::text, ('contracted'::character varying)::text, ('working'::character varying)::text, ('settled'::character varying)::text, ('on_hold'::character varying)::text, ('physician_declined'::character varying)::text, ('institution_declined'::character varying)::text, ('coordinator_closed'::character varying)::text, ('opening_closed'::character varying)::text, ('cancelled_after_agreement'::character varying)::text, ('left'::character varying)::text])))
);
ALTER TABLE public.candidacies_candidacy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_candidacy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_candidacytransition (
    id bigint NOT NULL,
    step character varying(8) NOT NULL,
    from_state character varying(40) NOT NULL,
    to_state character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    party character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason text NOT NULL,
    data jsonb NOT NULL,
    actor_id bigint,
    candidacy_id bigint NOT NULL,
    CONSTRAINT candidacy_step_has_actor CHECK ((((party)::text = 'system'::text) OR (actor_id IS NOT NULL))),
    CONSTRAINT candidacy_step_says_who_how_and_where CHECK ((((channel)::text = ANY (ARRAY[('web'::character varying)::text, ('phone'::character varying)::text, ('fax'::character varying)::text, ('paper'::character varying)::text, ('mail'::character varying)::text, ('system'::character varying)::text])) AND ((party)::text = ANY (ARRAY[('physician'::character varying)::text, ('institution'::character varying)::text, ('coordinator'::character varying)::text, ('supervisor'::character varying)::text, ('system'::character varying)::text])) AND ((to_state)::text = ANY (ARRAY[('suggested'::character varying)::text, ('physician_asked'::character varying)::text, ('physician_yes'::character varying)::text, ('institution_asked'::character varying)::text, ('dialogue'::character varying)::text, ('visit_arranging'::character varying)::text, ('visit_fixed'::character varying)::text, ('visited'::character varying)::text, ('trial'::character varying)::text, ('terms'::character varying)::text, ('offered'::character varying)::text, ('agreed'::character varying)::text, ('contracted'::character varying)::text, ('working'::character varying)::text, ('settled'::character varying)::text, ('on_hold'::character varying)::text, ('physician_declined'::character varying)::text, ('institution_declined'::character varying)::text, ('coordinator_closed'::character varying)::text, ('opening_closed'::character varying)::text, ('cancelled_after_agreement'::character varying)::text, ('left'::character varying)::text]))))
);
ALTER TABLE public.candidacies_candidacytransition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_candidacytransition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_clause (
    id bigint NOT NULL,
    no smallint NOT NULL,
    text text NOT NULL,
    proposed_by character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    accepted_by_physician_at timestamp with time zone,
    accepted_by_institution_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    candidacy_id bigint NOT NULL,
    question_id bigint,
    CONSTRAINT candidacies_clause_no_check CHECK ((no >= 0))
);
ALTER TABLE public.candidacies_clause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_clause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_commonanswer (
    id bigint NOT NULL,
    key uuid NOT NULL,
    topic character varying(20) NOT NULL,
    question character varying(200) NOT NULL,
    answer text NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    chosen_by_id bigint,
    institution_id bigint NOT NULL,
    origin_id bigint
);
ALTER TABLE public.candidacies_commonanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_commonanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_companionwish (
    id bigint NOT NULL,
    named character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    physician_id bigint NOT NULL
);
ALTER TABLE public.candidacies_companionwish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_companionwish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_heldmessage (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(10) NOT NULL,
    side character varying(20) NOT NULL,
    confirmer character varying(40) NOT NULL,
    text text NOT NULL,
    held_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    passed boolean NOT NULL,
    author_id bigint,
    candidacy_id bigint NOT NULL,
    decided_by_id bigint,
    question_id bigint,
    CONSTRAINT held_answer_has_its_question CHECK (((((kind)::text = 'answer'::text) AND (question_id IS NOT NULL)) OR ((NOT ((kind)::text = 'answer'::text)) AND (question_id IS NULL))))
);
ALTER TABLE public.candidacies_heldmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_heldmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_inquiry (
    id bigint NOT NULL,
    key uuid NOT NULL,
    text text NOT NULL,
    channel character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    candidacy_id bigint NOT NULL
);
ALTER TABLE public.candidacies_inquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_inquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_introduction (
    id bigint NOT NULL,
    reasons jsonb NOT NULL,
    questions jsonb NOT NULL,
    smallest_change text NOT NULL,
    sent_at timestamp with time zone,
    content_hash character varying(64) NOT NULL,
    candidacy_id bigint NOT NULL,
    CONSTRAINT introduction_sent_has_hash CHECK (((sent_at IS NULL) OR (NOT ((content_hash)::text = ''::text))))
);
ALTER TABLE public.candidacies_introduction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_introduction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_jointseat (
    id bigint NOT NULL,
    released_at timestamp with time zone,
    candidacy_id bigint NOT NULL,
    joint_id bigint NOT NULL
);
ALTER TABLE public.candidacies_jointseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_jointseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_jointtalk (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    broken_at timestamp with time zone,
    made_by_id bigint NOT NULL
);
ALTER TABLE public.candidacies_jointtalk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_jointtalk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_message (
    id bigint NOT NULL,
    key uuid NOT NULL,
    side character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    confirmer character varying(40) NOT NULL,
    text text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    author_id bigint,
    candidacy_id bigint NOT NULL
);
ALTER TABLE public.candidacies_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_placement (
    id bigint NOT NULL,
    contract_kind character varying(12) NOT NULL,
    hired_on date NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    expected_annual_pay_yen integer,
    half_days_per_week smallint NOT NULL,
    no_solicitation_until date,
    recorded_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    licence_original_seen_on date,
    left_on date,
    snapshot text NOT NULL,
    candidacy_id bigint NOT NULL,
    CONSTRAINT candidacies_placement_expected_annual_pay_yen_check CHECK ((expected_annual_pay_yen >= 0)),
    CONSTRAINT candidacies_placement_half_days_per_week_check CHECK ((half_days_per_week >= 0)),
    CONSTRAINT placement_indefinite_is_locked CHECK ((((contract_kind)::text = 'fixed'::text) OR (no_solicitation_until IS NOT NULL))),
    CONSTRAINT placement_term_fits_kind CHECK (((((contract_kind)::text = 'indefinite'::text) AND (ends_on IS NULL)) OR (((contract_kind)::text = 'fixed'::text) AND (ends_on >= starts_on) AND (ends_on IS NOT NULL))))
);
ALTER TABLE public.candidacies_placement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_placement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_privatenote (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    key uuid NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    author_id bigint,
    candidacy_id bigint NOT NULL
);
ALTER TABLE public.candidacies_privatenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_privatenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_proposal (
    id bigint NOT NULL,
    opening_words text NOT NULL,
    reasons_physician jsonb NOT NULL,
    reasons_institution jsonb NOT NULL,
    unmet jsonb NOT NULL,
    smallest_change text NOT NULL,
    weights_version character varying(20) NOT NULL,
    sent_at timestamp with time zone,
    candidacy_id bigint NOT NULL,
    content_hash character varying(64) NOT NULL,
    CONSTRAINT proposal_sent_has_hash CHECK (((sent_at IS NULL) OR (NOT ((content_hash)::text = ''::text))))
);
ALTER TABLE public.candidacies_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_question (
    id bigint NOT NULL,
    key uuid NOT NULL,
    side character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    text text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    author_id bigint,
    candidacy_id bigint NOT NULL,
    bank character varying(30) NOT NULL
);
ALTER TABLE public.candidacies_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_talknews (
    id bigint NOT NULL,
    "to" character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    candidacy_id bigint NOT NULL
);
ALTER TABLE public.candidacies_talknews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_talknews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_termswish (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    confirmer character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    candidacy_id bigint NOT NULL
);
ALTER TABLE public.candidacies_termswish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_termswish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_trackrecord (
    id bigint NOT NULL,
    act character varying(10) NOT NULL,
    "on" date NOT NULL,
    note text NOT NULL,
    party character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    confirmer character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    step_id bigint NOT NULL
);
ALTER TABLE public.candidacies_trackrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_trackrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.candidacies_trackstep (
    id bigint NOT NULL,
    no smallint NOT NULL,
    label character varying(20) NOT NULL,
    in_person boolean NOT NULL,
    core_only boolean NOT NULL,
    basis character varying(64) NOT NULL,
    expected_on date NOT NULL,
    through_at timestamp with time zone,
    version_id bigint NOT NULL,
    CONSTRAINT candidacies_trackstep_no_check CHECK ((no >= 0))
);
ALTER TABLE public.candidacies_trackstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.candidacies_trackstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.common_counter (
    id bigint NOT NULL,
    prefix character varying(4) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT common_counter_last_check CHECK ((last >= 0)),
    CONSTRAINT common_counter_year_check CHECK ((year >= 0))
);
ALTER TABLE public.common_counter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.common_counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.complaints_complaint (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    code character varying(8) NOT NULL,
    came_by character varying(8) NOT NULL,
    side character varying(12) NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    mail text NOT NULL,
    text text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    receipt_due_on date NOT NULL,
    receipt_at timestamp with time zone,
    answer_due_on date NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    lesson text NOT NULL,
    closed_at timestamp with time zone,
    about_id bigint,
    handler_id bigint,
    recorded_by_id bigint,
    user_id bigint,
    CONSTRAINT complaint_answer_after_receipt CHECK (((answered_at IS NULL) OR ((receipt_at IS NOT NULL) AND (NOT (answer = ''::text))))),
    CONSTRAINT complaint_closed_with_an_outcome CHECK (((closed_at IS NULL) OR (NOT ((outcome)::text = ''::text)))),
    CONSTRAINT complaint_receipt_has_a_handler CHECK (((receipt_at IS NULL) OR (handler_id IS NOT NULL))),
    CONSTRAINT complaint_second_person CHECK (((handler_id IS NULL) OR (about_id IS NULL) OR (NOT ((handler_id = about_id) AND (handler_id IS NOT NULL) AND (about_id IS NOT NULL)))))
);
ALTER TABLE public.complaints_complaint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.complaints_complaint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_calendarfeed (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    owner_id bigint NOT NULL
);
ALTER TABLE public.desk_calendarfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_calendarfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_callbackrequest (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    phone_index character varying(64) NOT NULL,
    caller character varying(12) NOT NULL,
    wished_on date,
    part character varying(10) NOT NULL,
    promised_on date NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    result character varying(12) NOT NULL,
    done_at timestamp with time zone,
    done_by_id bigint,
    again text NOT NULL,
    CONSTRAINT callback_done_with_a_result CHECK (((done_at IS NULL) OR (NOT ((result)::text = ANY (ARRAY[(''::character varying)::text, ('no_answer'::character varying)::text]))))),
    CONSTRAINT desk_callbackrequest_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.desk_callbackrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_callbackrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_caseloadmove (
    id bigint NOT NULL,
    word text NOT NULL,
    chosen jsonb NOT NULL,
    moved jsonb NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    refused_at timestamp with time zone,
    undone_at timestamp with time zone,
    giver_id bigint NOT NULL,
    offered_by_id bigint NOT NULL,
    taker_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT move_to_another CHECK ((NOT (giver_id = taker_id)))
);
ALTER TABLE public.desk_caseloadmove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_caseloadmove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_conference (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    "on" date NOT NULL,
    place character varying(100) NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    held_at timestamp with time zone,
    held_by_id bigint,
    planned_by_id bigint
);
CREATE TABLE public.desk_conference_attended (
    id bigint NOT NULL,
    conference_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.desk_conference_attended ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_conference_attended_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.desk_conference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_conference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_conferencecase (
    id bigint NOT NULL,
    why character varying(10) NOT NULL,
    question text NOT NULL,
    brief text NOT NULL,
    put_at timestamp with time zone NOT NULL,
    decided text NOT NULL,
    decided_at timestamp with time zone,
    dropped_at timestamp with time zone,
    action_id bigint,
    candidacy_id bigint,
    conference_id bigint NOT NULL,
    decided_by_id bigint,
    institution_id bigint,
    opening_id bigint,
    physician_id bigint,
    put_by_id bigint,
    CONSTRAINT conference_case_decided_says_what CHECK (((decided_at IS NULL) OR (NOT (decided = ''::text)))),
    CONSTRAINT conference_case_of_one_record CHECK ((((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NOT NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NOT NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NOT NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NULL))))
);
ALTER TABLE public.desk_conferencecase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_conferencecase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_deputy (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    absent_id bigint NOT NULL,
    deputy_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT deputy_from_until CHECK ((until_on >= from_on)),
    CONSTRAINT deputy_is_another CHECK ((NOT (absent_id = deputy_id)))
);
ALTER TABLE public.desk_deputy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_deputy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_desknote (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(8) NOT NULL,
    way character varying(4) NOT NULL,
    reached character varying(10) NOT NULL,
    whom character varying(40) NOT NULL,
    text text NOT NULL,
    restricted boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    struck_at timestamp with time zone,
    author_id bigint,
    candidacy_id bigint,
    institution_id bigint,
    opening_id bigint,
    physician_id bigint,
    struck_by_id bigint,
    CONSTRAINT desk_note_of_one_record CHECK ((((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NOT NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NOT NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NOT NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)))),
    CONSTRAINT desk_note_says_something CHECK (((NOT (text = ''::text)) OR (NOT ((reached)::text = ''::text))))
);
ALTER TABLE public.desk_desknote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_desknote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_handedwriting (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(80) NOT NULL,
    no smallint NOT NULL,
    reader character varying(12) NOT NULL,
    way character varying(6) NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    handed_at timestamp with time zone NOT NULL,
    candidacy_id bigint,
    handed_by_id bigint,
    institution_id bigint,
    opening_id bigint,
    physician_id bigint,
    words_id bigint,
    CONSTRAINT desk_handedwriting_no_check CHECK ((no >= 0)),
    CONSTRAINT handed_writing_of_one_record CHECK ((((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NOT NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NOT NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NOT NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NULL))))
);
ALTER TABLE public.desk_handedwriting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_handedwriting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_keeper (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    coordinator_id bigint NOT NULL
);
ALTER TABLE public.desk_keeper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_keeper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_nextaction (
    id bigint NOT NULL,
    words text NOT NULL,
    due_on date NOT NULL,
    set_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    candidacy_id bigint,
    done_by_id bigint,
    institution_id bigint,
    opening_id bigint,
    owner_id bigint NOT NULL,
    physician_id bigint,
    set_by_id bigint,
    CONSTRAINT next_action_of_one_record CHECK ((((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NOT NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NOT NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NOT NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NULL))))
);
ALTER TABLE public.desk_nextaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_nextaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_owntime (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    key uuid NOT NULL,
    sequence smallint NOT NULL,
    kind character varying(8) NOT NULL,
    words text NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    whole_day boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    owner_id bigint NOT NULL,
    CONSTRAINT desk_owntime_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT own_time_has_a_length CHECK ((ends_at > begins_at))
);
ALTER TABLE public.desk_owntime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_owntime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_papersheet (
    id bigint NOT NULL,
    code character varying(8) NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(8) NOT NULL,
    printed jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    received_at timestamp with time zone,
    image bytea,
    image_type character varying(40) NOT NULL,
    done_at timestamp with time zone,
    outcome character varying(200) NOT NULL,
    candidacy_id bigint,
    done_by_id bigint,
    institution_id bigint,
    made_by_id bigint,
    opening_id bigint,
    spoke_with character varying(40) DEFAULT ''::character varying NOT NULL,
    read_back_at timestamp with time zone,
    physician_id bigint,
    CONSTRAINT paper_call_names_who_spoke CHECK (((NOT ((channel)::text = 'phone'::text)) OR (NOT ((spoke_with)::text = ''::text))))
);
ALTER TABLE public.desk_papersheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_papersheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_papertyping (
    id bigint NOT NULL,
    no smallint NOT NULL,
    "values" text NOT NULL,
    typed_at timestamp with time zone NOT NULL,
    sheet_id bigint NOT NULL,
    typed_by_id bigint,
    CONSTRAINT desk_papertyping_no_check CHECK ((no >= 0))
);
ALTER TABLE public.desk_papertyping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_papertyping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_qualityitem (
    id bigint NOT NULL,
    no smallint NOT NULL,
    work character varying(12) NOT NULL,
    source_pk bigint NOT NULL,
    record character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    answers jsonb NOT NULL,
    finding text NOT NULL,
    due_on date,
    mended_at timestamp with time zone,
    mended_word text NOT NULL,
    checker_id bigint,
    owner_id bigint NOT NULL,
    sample_id bigint NOT NULL,
    CONSTRAINT desk_qualityitem_no_check CHECK ((no >= 0)),
    CONSTRAINT quality_checker_is_another CHECK (((checker_id IS NULL) OR (NOT ((checker_id = owner_id) AND (checker_id IS NOT NULL)))))
);
ALTER TABLE public.desk_qualityitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_qualityitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_qualitysample (
    id bigint NOT NULL,
    month date NOT NULL,
    seed character varying(40) NOT NULL,
    per_coordinator smallint NOT NULL,
    drawn_from integer NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT desk_qualitysample_drawn_from_check CHECK ((drawn_from >= 0)),
    CONSTRAINT desk_qualitysample_per_coordinator_check CHECK ((per_coordinator >= 0))
);
ALTER TABLE public.desk_qualitysample ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_qualitysample_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_trace (
    id bigint NOT NULL,
    source character varying(10) NOT NULL,
    source_pk bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    restricted boolean NOT NULL,
    grams integer[] NOT NULL,
    author_id bigint,
    candidacy_id bigint,
    institution_id bigint,
    opening_id bigint,
    physician_id bigint,
    CONSTRAINT trace_of_one_record CHECK ((((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NOT NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NOT NULL) AND (opening_id IS NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NULL) AND (institution_id IS NULL) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((candidacy_id IS NOT NULL) AND (institution_id IS NULL) AND (opening_id IS NULL) AND (physician_id IS NULL))))
);
ALTER TABLE public.desk_trace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_trace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_wordtemplate (
    id bigint NOT NULL,
    use character varying(10) NOT NULL,
    title character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone
);
ALTER TABLE public.desk_wordtemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_wordtemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_wordtemplateversion (
    id bigint NOT NULL,
    no smallint NOT NULL,
    text text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    template_id bigint NOT NULL,
    CONSTRAINT desk_wordtemplateversion_no_check CHECK ((no >= 0))
);
ALTER TABLE public.desk_wordtemplateversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_wordtemplateversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_application (
    id bigint NOT NULL,
    key uuid NOT NULL,
    name text NOT NULL,
    "position" character varying(60) NOT NULL,
    mail text NOT NULL,
    phone text NOT NULL,
    wish text NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    joined_id bigint
);
ALTER TABLE public.institutions_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_approvalroute (
    id bigint NOT NULL,
    steps jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    saved_by_id bigint
);
ALTER TABLE public.institutions_approvalroute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_approvalroute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_continuitybook (
    id bigint NOT NULL,
    shared_with_coordinator boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    institution_id bigint NOT NULL
);
ALTER TABLE public.institutions_continuitybook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_continuitybook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_continuitypost (
    id bigint NOT NULL,
    content text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    saved_by_id bigint
);
ALTER TABLE public.institutions_continuitypost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_continuitypost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_corporation (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    "group" character varying(200) NOT NULL
);
ALTER TABLE public.institutions_corporation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_corporation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_declaration (
    id bigint NOT NULL,
    version character varying(20) NOT NULL,
    text jsonb NOT NULL,
    answers jsonb NOT NULL,
    applies boolean NOT NULL,
    detail text NOT NULL,
    declared_on date NOT NULL,
    valid_until date NOT NULL,
    declarer character varying(100) NOT NULL,
    channel character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT declaration_ends_after_it_begins CHECK ((valid_until >= declared_on))
);
ALTER TABLE public.institutions_declaration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_declaration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_hostingplan (
    id bigint NOT NULL,
    content jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    saved_by_id bigint
);
ALTER TABLE public.institutions_hostingplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_hostingplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_institution (
    id bigint NOT NULL,
    state character varying(40) NOT NULL,
    stored_state character varying(40) NOT NULL,
    state_since timestamp with time zone NOT NULL,
    number character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    kana character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    postcode character varying(8) NOT NULL,
    address character varying(200) NOT NULL,
    phone character varying(20) NOT NULL,
    contact_name character varying(80) NOT NULL,
    beds integer,
    about text NOT NULL,
    honest_note text NOT NULL,
    corporation_id bigint,
    municipality_id character varying(5) NOT NULL,
    organisation_id bigint NOT NULL,
    listed_id bigint,
    affiliations character varying(100)[] NOT NULL,
    merged_into_id bigint,
    CONSTRAINT institution_merged_leads_on CHECK ((((merged_into_id IS NOT NULL) AND ((state)::text = 'merged'::text)) OR ((NOT ((state)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT institution_state_known CHECK (((state)::text = ANY (ARRAY[('applied'::character varying)::text, ('active'::character varying)::text, ('suspended'::character varying)::text, ('closed'::character varying)::text, ('merged'::character varying)::text]))),
    CONSTRAINT institutions_institution_beds_check CHECK ((beds >= 0))
);
ALTER TABLE public.institutions_institution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_institution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_institutioncheck (
    id bigint NOT NULL,
    compared jsonb NOT NULL,
    number_called character varying(20) NOT NULL,
    number_source character varying(20) NOT NULL,
    spoke_with character varying(60) NOT NULL,
    confirmed boolean NOT NULL,
    note character varying(300) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    checked_by_id bigint,
    institution_id bigint NOT NULL,
    listed_id bigint
);
ALTER TABLE public.institutions_institutioncheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_institutioncheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_institutiontransition (
    id bigint NOT NULL,
    step character varying(8) NOT NULL,
    from_state character varying(40) NOT NULL,
    to_state character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    party character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason text NOT NULL,
    data jsonb NOT NULL,
    actor_id bigint,
    institution_id bigint NOT NULL
);
ALTER TABLE public.institutions_institutiontransition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_institutiontransition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_invitation (
    id bigint NOT NULL,
    key uuid NOT NULL,
    name character varying(80) NOT NULL,
    mail text NOT NULL,
    mail_index character varying(64) NOT NULL,
    role character varying(30) NOT NULL,
    digest character varying(64) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    ended_at timestamp with time zone,
    institution_id bigint NOT NULL,
    invited_by_id bigint,
    CONSTRAINT invitation_accepted_or_ended_not_both CHECK (((accepted_at IS NULL) OR (ended_at IS NULL)))
);
ALTER TABLE public.institutions_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_listedfacility (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    kana character varying(150) NOT NULL,
    short_name character varying(60) NOT NULL,
    corporation character varying(100) NOT NULL,
    postcode character varying(8) NOT NULL,
    address character varying(200) NOT NULL,
    latitude double precision,
    longitude double precision,
    url character varying(300) NOT NULL,
    beds_general integer,
    beds_longterm integer,
    beds_psychiatric integer,
    beds_tb integer,
    beds_infectious integer,
    beds_total integer,
    name_folded character varying(160) NOT NULL,
    reading_folded character varying(160) NOT NULL,
    source character varying(200) NOT NULL,
    edition date NOT NULL,
    withdrawn_on date,
    municipality_id character varying(5) NOT NULL,
    prefecture_id character varying(2) NOT NULL,
    CONSTRAINT institutions_listedfacility_beds_general_check CHECK ((beds_general >= 0)),
    CONSTRAINT institutions_listedfacility_beds_infectious_check CHECK ((beds_infectious >= 0)),
    CONSTRAINT institutions_listedfacility_beds_longterm_check CHECK ((beds_longterm >= 0)),
    CONSTRAINT institutions_listedfacility_beds_psychiatric_check CHECK ((beds_psychiatric >= 0)),
    CONSTRAINT institutions_listedfacility_beds_tb_check CHECK ((beds_tb >= 0)),
    CONSTRAINT institutions_listedfacility_beds_total_check CHECK ((beds_total >= 0)),
    CONSTRAINT listed_in_japan CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude >= (20.0)::double precision) AND (latitude <= (46.0)::double precision) AND ((longitude >= (122.0)::double precision) AND (longitude <= (154.0)::double precision))))),
    CONSTRAINT listed_withdrawn_after_last_seen CHECK (((withdrawn_on IS NULL) OR (withdrawn_on > edition)))
);
ALTER TABLE public.institutions_listedfacility ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_listedfacility_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_practicefact (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    value character varying(200) NOT NULL,
    as_of date NOT NULL,
    said_by character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    made_by_id bigint
);
ALTER TABLE public.institutions_practicefact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_practicefact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_readiness (
    id bigint NOT NULL,
    office jsonb NOT NULL,
    office_at timestamp with time zone,
    physician jsonb CONSTRAINT institutions_readiness_doctor_not_null NOT NULL,
    physician_at timestamp with time zone,
    digest character varying(64) NOT NULL,
    link_until timestamp with time zone,
    shared_at timestamp with time zone,
    physician_by_id bigint,
    institution_id bigint NOT NULL,
    office_by_id bigint
);
ALTER TABLE public.institutions_readiness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_readiness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.institutions_regionfact (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    text character varying(300) NOT NULL,
    source character varying(200) NOT NULL,
    as_of date NOT NULL,
    state character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    decided_by_id bigint,
    made_by_id bigint,
    municipality_id character varying(5) NOT NULL,
    proposed_by_id bigint,
    CONSTRAINT region_fact_names_its_source CHECK ((NOT ((source)::text = ''::text)))
);
ALTER TABLE public.institutions_regionfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.institutions_regionfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keeping_backup (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    seconds double precision NOT NULL,
    bytes bigint NOT NULL,
    digest character varying(64) NOT NULL,
    fault character varying(300) NOT NULL
);
ALTER TABLE public.keeping_backup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.keeping_backup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keeping_erasureproof (
    id bigint NOT NULL,
    scope character varying(8) NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    needles text NOT NULL,
    seen jsonb NOT NULL,
    files integer NOT NULL,
    kept jsonb NOT NULL,
    found jsonb NOT NULL,
    unreadable integer NOT NULL,
    finished_at timestamp with time zone,
    chain_position bigint,
    chain_head character varying(64) NOT NULL,
    settled_at timestamp with time zone,
    settled_word text NOT NULL,
    leaving_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT keeping_erasureproof_files_check CHECK ((files >= 0)),
    CONSTRAINT keeping_erasureproof_unreadable_check CHECK ((unreadable >= 0)),
    CONSTRAINT proof_forgets_what_it_looked_for CHECK (((finished_at IS NULL) OR (needles = ''::text)))
);
ALTER TABLE public.keeping_erasureproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.keeping_erasureproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keeping_restoretest (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    tried_at timestamp with time zone NOT NULL,
    seconds double precision NOT NULL,
    rules integer NOT NULL,
    broken jsonb NOT NULL,
    fault character varying(300) NOT NULL,
    CONSTRAINT keeping_restoretest_rules_check CHECK ((rules >= 0))
);
ALTER TABLE public.keeping_restoretest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.keeping_restoretest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keeping_retentionline (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    number character varying(40) NOT NULL,
    outcome character varying(8) NOT NULL,
    rows integer NOT NULL,
    fault character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT keeping_retentionline_rows_check CHECK ((rows >= 0)),
    CONSTRAINT retention_outcome_known CHECK (((outcome)::text = ANY (ARRAY[('erased'::character varying)::text, ('held'::character varying)::text, ('failed'::character varying)::text])))
);
ALTER TABLE public.keeping_retentionline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.keeping_retentionline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keeping_retentionrun (
    id bigint NOT NULL,
    day date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    asked_by_id bigint
);
ALTER TABLE public.keeping_retentionrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.keeping_retentionrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_insightanswer (
    id bigint NOT NULL,
    day date NOT NULL,
    question character varying(40) NOT NULL,
    answer jsonb NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    by_id bigint,
    corporation_id bigint,
    institution_id bigint NOT NULL,
    opening_id bigint NOT NULL,
    version_id bigint NOT NULL
);
ALTER TABLE public.matching_insightanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_insightanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_matchrun (
    id bigint NOT NULL,
    started_at timestamp with time zone CONSTRAINT matching_matchrun_at_not_null NOT NULL,
    weights_version character varying(20) NOT NULL,
    snapshot character varying(64) NOT NULL,
    physicians integer NOT NULL,
    openings integer NOT NULL,
    by_id bigint,
    kind character varying(10) NOT NULL,
    finished_at timestamp with time zone,
    error character varying(200) NOT NULL,
    seconds double precision,
    pairs integer NOT NULL,
    certificate_gap double precision,
    for_physicians bigint[] NOT NULL,
    for_openings bigint[] NOT NULL,
    CONSTRAINT match_run_finished_or_failed CHECK (((finished_at IS NULL) OR ((error)::text = ''::text))),
    CONSTRAINT match_run_kind_known CHECK (((kind)::text = ANY (ARRAY[('whole'::character varying)::text, ('physician'::character varying)::text, ('opening'::character varying)::text]))),
    CONSTRAINT matching_matchrun_openings_check CHECK ((openings >= 0)),
    CONSTRAINT matching_matchrun_pairs_check CHECK ((pairs >= 0)),
    CONSTRAINT matching_matchrun_physicians_check CHECK ((physicians >= 0))
);
ALTER TABLE public.matching_matchrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_matchrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_regionanswer (
    id bigint NOT NULL,
    area character varying(10) NOT NULL,
    n_openings integer NOT NULL,
    answer jsonb NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT matching_regionanswer_n_openings_check CHECK ((n_openings >= 0))
);
ALTER TABLE public.matching_regionanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_regionanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_slate (
    id bigint NOT NULL,
    shortage_weight double precision NOT NULL,
    state character varying(10) NOT NULL,
    stage character varying(80) NOT NULL,
    share smallint NOT NULL,
    cancel_asked boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    problem character varying(80) NOT NULL,
    weights_version character varying(20) NOT NULL,
    physicians integer NOT NULL,
    openings integer NOT NULL,
    shortage integer NOT NULL,
    plain_shortage integer NOT NULL,
    gap double precision,
    unserved bigint[] NOT NULL,
    coordinator_id bigint,
    made_by_id bigint,
    touched_at timestamp with time zone NOT NULL,
    CONSTRAINT matching_slate_openings_check CHECK ((openings >= 0)),
    CONSTRAINT matching_slate_physicians_check CHECK ((physicians >= 0)),
    CONSTRAINT matching_slate_plain_shortage_check CHECK ((plain_shortage >= 0)),
    CONSTRAINT matching_slate_share_check CHECK ((share >= 0)),
    CONSTRAINT matching_slate_shortage_check CHECK ((shortage >= 0)),
    CONSTRAINT slate_weight_in_range CHECK (((shortage_weight >= (0.0)::double precision) AND (shortage_weight <= (2.0)::double precision)))
);
ALTER TABLE public.matching_slate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_slate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_slateline (
    id bigint NOT NULL,
    round_no smallint NOT NULL,
    shortage boolean NOT NULL,
    explanation jsonb NOT NULL,
    state character varying(6) NOT NULL,
    by_hand boolean NOT NULL,
    reason_code character varying(20) NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    opening_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    slate_id bigint NOT NULL,
    CONSTRAINT matching_slateline_round_no_check CHECK ((round_no >= 0))
);
ALTER TABLE public.matching_slateline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_slateline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_suggestion (
    id bigint NOT NULL,
    rank_for_physician smallint,
    rank_for_opening smallint,
    explanation jsonb NOT NULL,
    opening_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT matching_suggestion_rank_for_opening_check CHECK ((rank_for_opening >= 0)),
    CONSTRAINT matching_suggestion_rank_for_physician_check CHECK ((rank_for_physician >= 0))
);
ALTER TABLE public.matching_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.merging_keptapart (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    one bigint NOT NULL,
    other bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT kept_apart_in_order CHECK ((one < other))
);
ALTER TABLE public.merging_keptapart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.merging_keptapart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.merging_merge (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    kept bigint NOT NULL,
    absorbed bigint NOT NULL,
    kept_number character varying(12) NOT NULL,
    absorbed_number character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    marks jsonb NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT merge_of_two CHECK ((NOT (kept = absorbed)))
);
ALTER TABLE public.merging_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.merging_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.merging_mergechange (
    id bigint NOT NULL,
    model character varying(60) NOT NULL,
    "row" bigint NOT NULL,
    "column" character varying(63) NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    in_ledger boolean NOT NULL,
    stayed boolean NOT NULL,
    merge_id bigint NOT NULL
);
ALTER TABLE public.merging_mergechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.merging_mergechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_bulkline (
    id bigint NOT NULL,
    no integer NOT NULL,
    label character varying(160) NOT NULL,
    person character varying(12) NOT NULL,
    address text NOT NULL,
    "values" text NOT NULL,
    way character varying(8) NOT NULL,
    standing character varying(8) NOT NULL,
    why character varying(80) NOT NULL,
    notice_id bigint,
    user_id bigint,
    sending_id bigint NOT NULL,
    whose character varying(40) NOT NULL,
    CONSTRAINT bulk_line_has_a_reader CHECK (((user_id IS NOT NULL) OR (NOT ((person)::text = ''::text)) OR (NOT (address = ''::text)))),
    CONSTRAINT notices_bulkline_no_check CHECK ((no >= 0))
);
ALTER TABLE public.notices_bulkline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_bulkline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_bulksending (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    circle character varying(20) NOT NULL,
    choice jsonb NOT NULL,
    kind character varying(10) NOT NULL,
    purpose character varying(120) NOT NULL,
    subject character varying(60) NOT NULL,
    body text NOT NULL,
    state character varying(8) NOT NULL,
    changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    fingerprint character varying(64) NOT NULL,
    needs_second boolean NOT NULL,
    approved_at timestamp with time zone,
    returned_word character varying(200) NOT NULL,
    ended_at timestamp with time zone,
    approved_by_id bigint,
    made_by_id bigint NOT NULL,
    returned_by_id bigint,
    stopped_by_id bigint,
    CONSTRAINT bulk_leaves_only_approved CHECK (((NOT ((state)::text = ANY (ARRAY[('sending'::character varying)::text, ('done'::character varying)::text]))) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT bulk_second_person_is_another CHECK (((NOT needs_second) OR (approved_by_id IS NULL) OR (NOT ((approved_by_id = made_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT notices_bulksending_changes_check CHECK ((changes >= 0))
);
ALTER TABLE public.notices_bulksending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_bulksending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(10) NOT NULL,
    subject character varying(120) NOT NULL,
    body text NOT NULL,
    about character varying(40) NOT NULL,
    message_id uuid NOT NULL,
    status character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    send_after timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    problem character varying(200) NOT NULL,
    recipient_id bigint,
    address text NOT NULL,
    counts boolean NOT NULL,
    done_by_id bigint,
    joined_to_id bigint,
    person character varying(12) NOT NULL,
    way character varying(8) NOT NULL,
    CONSTRAINT notice_by_hand_never_waits_for_mail CHECK ((((way)::text = 'mail'::text) OR (NOT ((status)::text = 'waiting'::text)))),
    CONSTRAINT notice_has_a_reader CHECK (((recipient_id IS NOT NULL) OR (NOT ((person)::text = ''::text)) OR (NOT (address = ''::text)))),
    CONSTRAINT notices_notice_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_chosenfrom (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    run bigint,
    weights_version character varying(20) NOT NULL,
    place smallint,
    entries jsonb NOT NULL,
    candidacy_id bigint NOT NULL,
    CONSTRAINT office_chosenfrom_place_check CHECK ((place >= 0))
);
ALTER TABLE public.office_chosenfrom ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_chosenfrom_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_closedreport (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    year smallint NOT NULL,
    no smallint NOT NULL,
    content jsonb NOT NULL,
    content_hash character varying(64) NOT NULL,
    reason character varying(200) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by_id bigint NOT NULL,
    CONSTRAINT closed_report_of_a_year CHECK ((year >= 2000)),
    CONSTRAINT closed_report_says_why CHECK ((((no = 1) AND ((reason)::text = ''::text)) OR ((no > 1) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT office_closedreport_no_check CHECK ((no >= 0)),
    CONSTRAINT office_closedreport_year_check CHECK ((year >= 0))
);
ALTER TABLE public.office_closedreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_closedreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_comparisonplan (
    id bigint NOT NULL,
    key uuid NOT NULL,
    due_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.office_comparisonplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_comparisonplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_criterionreview (
    id bigint NOT NULL,
    key uuid NOT NULL,
    criterion character varying(20) NOT NULL,
    standing character varying(8) NOT NULL,
    words text NOT NULL,
    "on" date NOT NULL,
    next_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT criterion_reviewed_again_later CHECK ((next_on > "on"))
);
ALTER TABLE public.office_criterionreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_criterionreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_criterionwording (
    id bigint NOT NULL,
    key uuid NOT NULL,
    criterion character varying(20) NOT NULL,
    title character varying(120) NOT NULL,
    text text NOT NULL,
    edition character varying(120) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    "right" boolean,
    settled_at timestamp with time zone,
    entered_by_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT wording_by_two_people CHECK (((settled_by_id IS NULL) OR (NOT ((settled_by_id = entered_by_id) AND (settled_by_id IS NOT NULL))))),
    CONSTRAINT wording_settled_whole CHECK (((("right" IS NULL) AND (settled_at IS NULL) AND (settled_by_id IS NULL)) OR (("right" IS NOT NULL) AND (settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL))))
);
ALTER TABLE public.office_criterionwording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_criterionwording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_evidence (
    id bigint NOT NULL,
    key uuid NOT NULL,
    criterion character varying(20) NOT NULL,
    note text NOT NULL,
    file bytea,
    file_type character varying(20) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    added_by_id bigint NOT NULL,
    removed_by_id bigint,
    CONSTRAINT evidence_removed_by_somebody CHECK ((((removed_at IS NULL) AND (removed_by_id IS NULL)) OR ((removed_at IS NOT NULL) AND (removed_by_id IS NOT NULL))))
);
ALTER TABLE public.office_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_explained (
    id bigint NOT NULL,
    key uuid NOT NULL,
    way character varying(8) NOT NULL,
    "on" date NOT NULL,
    notice_key character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    received_on date,
    received_by character varying(8) NOT NULL,
    by_id bigint,
    institution_id bigint,
    physician_id bigint,
    text_id bigint NOT NULL,
    CONSTRAINT explained_received_whole CHECK (((((received_by)::text = ''::text) AND (received_on IS NULL)) OR ((received_on IS NOT NULL) AND (NOT ((received_by)::text = ''::text))))),
    CONSTRAINT explained_to_one CHECK ((((institution_id IS NULL) AND (physician_id IS NOT NULL)) OR ((institution_id IS NOT NULL) AND (physician_id IS NULL))))
);
ALTER TABLE public.office_explained ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_explained_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_explanationtext (
    id bigint NOT NULL,
    audience character varying(8) NOT NULL,
    version smallint NOT NULL,
    words text NOT NULL,
    digest character varying(64) NOT NULL,
    valid_from date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT office_explanationtext_version_check CHECK ((version >= 0))
);
ALTER TABLE public.office_explanationtext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_explanationtext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_feeentry (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(12) NOT NULL,
    "on" date NOT NULL,
    yen integer NOT NULL,
    payer_name character varying(120) NOT NULL,
    fee_kind character varying(40) NOT NULL,
    insurance_yen integer NOT NULL,
    basis character varying(200) NOT NULL,
    remarks character varying(200) NOT NULL,
    internal_remarks character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    corrects_id bigint,
    recorded_by_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    refund_id bigint,
    CONSTRAINT fee_entry_fits_kind CHECK ((((corrects_id IS NULL) AND ((kind)::text = 'collected'::text) AND (refund_id IS NULL) AND (yen > 0)) OR ((corrects_id IS NULL) AND ((kind)::text = 'returned'::text) AND (refund_id IS NOT NULL) AND (yen < 0)) OR ((corrects_id IS NOT NULL) AND ((kind)::text = 'correction'::text) AND (refund_id IS NULL)))),
    CONSTRAINT office_feeentry_insurance_yen_check CHECK ((insurance_yen >= 0))
);
ALTER TABLE public.office_feeentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_feeentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_filepurpose (
    id bigint NOT NULL,
    what character varying(40) NOT NULL,
    why character varying(12) NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.office_filepurpose ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_filepurpose_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_halfyearcheck (
    id bigint NOT NULL,
    key uuid NOT NULL,
    asked_on date NOT NULL,
    method character varying(8) NOT NULL,
    answer character varying(8) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    placement_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);
ALTER TABLE public.office_halfyearcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_halfyearcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_incident (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    title character varying(80) NOT NULL,
    known_on date NOT NULL,
    happened text NOT NULL,
    data_items text NOT NULL,
    people integer NOT NULL,
    sensitive boolean NOT NULL,
    harmful boolean NOT NULL,
    malicious boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT office_incident_people_check CHECK ((people >= 0))
);
ALTER TABLE public.office_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_incidententry (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(10) NOT NULL,
    "on" date NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    incident_id bigint NOT NULL
);
ALTER TABLE public.office_incidententry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_incidententry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_invoice (
    id bigint NOT NULL,
    serial integer NOT NULL,
    key uuid NOT NULL,
    payer_name character varying(120) NOT NULL,
    payer_address character varying(200) NOT NULL,
    issuer_name character varying(120) NOT NULL,
    issuer_address character varying(200) NOT NULL,
    registration character varying(14) NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    done_on date NOT NULL,
    description character varying(200) NOT NULL,
    net_yen integer NOT NULL,
    tax_permille smallint NOT NULL,
    tax_yen integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    event_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT invoice_not_before_start CHECK ((issued_on >= done_on)),
    CONSTRAINT invoice_of_something CHECK (((net_yen >= 1) AND (serial >= 1))),
    CONSTRAINT office_invoice_net_yen_check CHECK ((net_yen >= 0)),
    CONSTRAINT office_invoice_serial_check CHECK ((serial >= 0)),
    CONSTRAINT office_invoice_tax_permille_check CHECK ((tax_permille >= 0)),
    CONSTRAINT office_invoice_tax_yen_check CHECK ((tax_yen >= 0))
);
ALTER TABLE public.office_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_ledgerentry (
    id bigint NOT NULL,
    accepted_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    facts text NOT NULL,
    opening_id bigint,
    physician_id bigint,
    CONSTRAINT ledger_entry_of_one CHECK ((((opening_id IS NOT NULL) AND (physician_id IS NULL)) OR ((opening_id IS NULL) AND (physician_id IS NOT NULL))))
);
ALTER TABLE public.office_ledgerentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_ledgerentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_ledgerremark (
    id bigint NOT NULL,
    key uuid NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    entry_id bigint NOT NULL
);
ALTER TABLE public.office_ledgerremark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_ledgerremark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_refund (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(12) NOT NULL,
    left_on date,
    share_percent smallint,
    net_yen integer NOT NULL,
    tax_yen integer NOT NULL,
    basis character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    approved boolean,
    decided_by_id bigint,
    invoice_id bigint NOT NULL,
    prepared_by_id bigint NOT NULL,
    CONSTRAINT office_refund_net_yen_check CHECK ((net_yen >= 0)),
    CONSTRAINT office_refund_share_percent_check CHECK ((share_percent >= 0)),
    CONSTRAINT office_refund_tax_yen_check CHECK ((tax_yen >= 0)),
    CONSTRAINT refund_by_two_people CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = prepared_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT refund_decided_whole CHECK ((((approved IS NULL) AND (decided_at IS NULL) AND (decided_by_id IS NULL)) OR ((approved IS NOT NULL) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))))
);
ALTER TABLE public.office_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_reviewanswer (
    id bigint NOT NULL,
    quarter character varying(6) NOT NULL,
    decision character varying(4) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    together boolean NOT NULL,
    CONSTRAINT review_together_only_keeps CHECK (((NOT together) OR ((decision)::text = 'keep'::text)))
);
ALTER TABLE public.office_reviewanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_reviewanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_stafftraining (
    id bigint NOT NULL,
    key uuid NOT NULL,
    "on" date NOT NULL,
    subject character varying(120) NOT NULL,
    minutes smallint NOT NULL,
    people smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT office_stafftraining_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT office_stafftraining_people_check CHECK ((people >= 0))
);
ALTER TABLE public.office_stafftraining ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_stafftraining_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_supportaccess (
    id bigint NOT NULL,
    key uuid NOT NULL,
    reason text NOT NULL,
    hours smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    granted boolean,
    until timestamp with time zone,
    ended_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    physician_id bigint NOT NULL,
    CONSTRAINT office_supportaccess_hours_check CHECK ((hours >= 0)),
    CONSTRAINT support_by_two_people CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = asked_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT support_decided_whole CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND (granted IS NULL) AND (until IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND granted AND (until IS NOT NULL)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT granted) AND (until IS NULL)))),
    CONSTRAINT support_some_hours CHECK (((hours >= 1) AND (hours <= 72)))
);
ALTER TABLE public.office_supportaccess ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_supportaccess_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_termchange (
    id bigint NOT NULL,
    key uuid NOT NULL,
    agreed_on date NOT NULL,
    ends_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    placement_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);
ALTER TABLE public.office_termchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_termchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_watchanswer (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    day date NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    reader_id bigint NOT NULL,
    CONSTRAINT watch_answered_by_another CHECK ((NOT (by_id = reader_id)))
);
ALTER TABLE public.office_watchanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_watchanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.office_watchlimit (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    count smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT office_watchlimit_count_check CHECK ((count >= 0)),
    CONSTRAINT watch_limit_at_least_one CHECK ((count >= 1))
);
ALTER TABLE public.office_watchlimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_watchlimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_advertisedopening (
    id bigint NOT NULL,
    place smallint NOT NULL,
    opening_id bigint NOT NULL,
    advertisement_id bigint NOT NULL,
    CONSTRAINT openings_advertisedopening_place_check CHECK ((place >= 0))
);
ALTER TABLE public.openings_advertisedopening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_advertisedopening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_advertisement (
    id bigint NOT NULL,
    key uuid NOT NULL,
    text text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    institution_id bigint NOT NULL,
    made_by_id bigint
);
ALTER TABLE public.openings_advertisement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_advertisement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_confirmpreference (
    id bigint NOT NULL,
    way character varying(8) NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL
);
ALTER TABLE public.openings_confirmpreference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_confirmpreference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_intakesheet (
    id bigint NOT NULL,
    key uuid NOT NULL,
    name character varying(120) NOT NULL,
    data bytea NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    institution_id bigint NOT NULL,
    made_by_id bigint,
    agreed jsonb NOT NULL,
    cancel_asked boolean NOT NULL,
    confirmed_by character varying(40) NOT NULL,
    done smallint NOT NULL,
    "left" jsonb NOT NULL,
    state character varying(8) NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    yes_as jsonb NOT NULL,
    yes_by_id bigint,
    CONSTRAINT openings_intakesheet_done_check CHECK ((done >= 0))
);
ALTER TABLE public.openings_intakesheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_intakesheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_opening (
    id bigint NOT NULL,
    state character varying(40) NOT NULL,
    stored_state character varying(40) NOT NULL,
    state_since timestamp with time zone NOT NULL,
    number character varying(12) NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by character varying(40) NOT NULL,
    confirmed_channel character varying(10) NOT NULL,
    received_on date,
    valid_until date,
    close_reason character varying(20) NOT NULL,
    institution_id bigint NOT NULL,
    current_id bigint,
    external_number character varying(40) DEFAULT ''::character varying NOT NULL,
    form_key uuid,
    reminded smallint DEFAULT 0 NOT NULL,
    merged_into_id bigint,
    CONSTRAINT opening_merged_leads_on CHECK ((((merged_into_id IS NOT NULL) AND ((state)::text = 'merged'::text)) OR ((NOT ((state)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT opening_state_known CHECK (((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('checking'::character varying)::text, ('published'::character varying)::text, ('closed'::character varying)::text, ('merged'::character varying)::text]))),
    CONSTRAINT openings_opening_reminded_check CHECK ((reminded >= 0))
);
ALTER TABLE public.openings_opening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_openingtransition (
    id bigint NOT NULL,
    step character varying(8) NOT NULL,
    from_state character varying(40) NOT NULL,
    to_state character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    party character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason text NOT NULL,
    data jsonb NOT NULL,
    actor_id bigint,
    opening_id bigint NOT NULL
);
ALTER TABLE public.openings_openingtransition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_openingtransition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_openingversion (
    id bigint NOT NULL,
    no smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    first_seen_at timestamp with time zone,
    title character varying(80) NOT NULL,
    specialties character varying(40)[] NOT NULL,
    skills_required character varying(40)[] NOT NULL,
    employment character varying(20)[] NOT NULL,
    headcount smallint NOT NULL,
    days numeric(3,1),
    slots character varying(10)[] NOT NULL,
    night_duty character varying(12) NOT NULL,
    on_call character varying(12) NOT NULL,
    on_call_per_month smallint,
    annual_pay_min_yen integer,
    annual_pay_max_yen integer,
    daily_pay_yen integer,
    offers character varying(40)[] NOT NULL,
    starts_on date,
    age_exception character varying(20) NOT NULL,
    conditions jsonb NOT NULL,
    honest_note text NOT NULL,
    made_by_id bigint,
    opening_id bigint NOT NULL,
    portrait jsonb DEFAULT '{}'::jsonb NOT NULL,
    made_channel character varying(10) DEFAULT ''::character varying NOT NULL,
    rotation character varying(12) DEFAULT ''::character varying NOT NULL,
    rotation_days numeric(3,1),
    scope jsonb DEFAULT '{}'::jsonb NOT NULL,
    any_specialty boolean DEFAULT false NOT NULL,
    CONSTRAINT opening_any_specialty_or_some CHECK (((NOT any_specialty) OR (specialties = '{}'::character varying(40)[]))),
    CONSTRAINT opening_days_in_week CHECK (((days > (0)::numeric) AND (days <= (7)::numeric))),
    CONSTRAINT opening_headcount_positive CHECK ((headcount >= 1)),
    CONSTRAINT opening_pay_in_order CHECK (((annual_pay_max_yen IS NULL) OR (annual_pay_min_yen IS NULL) OR (annual_pay_max_yen >= annual_pay_min_yen))),
    CONSTRAINT opening_rotation_is_shared CHECK ((((rotation)::text = ''::text) OR ((headcount >= 2) AND (rotation_days > (0)::numeric) AND (rotation_days <= (7)::numeric)))),
    CONSTRAINT openings_openingversion_annual_pay_max_yen_check CHECK ((annual_pay_max_yen >= 0)),
    CONSTRAINT openings_openingversion_annual_pay_min_yen_check CHECK ((annual_pay_min_yen >= 0)),
    CONSTRAINT openings_openingversion_daily_pay_yen_check CHECK ((daily_pay_yen >= 0)),
    CONSTRAINT openings_openingversion_headcount_check CHECK ((headcount >= 0)),
    CONSTRAINT openings_openingversion_no_check CHECK ((no >= 0)),
    CONSTRAINT openings_openingversion_on_call_per_month_check CHECK ((on_call_per_month >= 0))
);
ALTER TABLE public.openings_openingversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_openingversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_openingwaiver (
    id bigint NOT NULL,
    rule character varying(80) NOT NULL,
    field character varying(80) NOT NULL,
    words text NOT NULL,
    reason text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    by_id bigint,
    opening_id bigint NOT NULL,
    CONSTRAINT opening_waiver_has_reason CHECK ((NOT (reason = ''::text)))
);
ALTER TABLE public.openings_openingwaiver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_openingwaiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_searchchange (
    id bigint NOT NULL,
    subject character varying(11) NOT NULL,
    subject_id bigint NOT NULL,
    xid bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL
);
ALTER TABLE public.openings_searchchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_searchchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.openings_spotday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    part character varying(8) NOT NULL,
    what character varying(60) NOT NULL,
    filled_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    opening_id bigint NOT NULL,
    CONSTRAINT spot_day_filled_or_withdrawn CHECK (((filled_at IS NULL) OR (withdrawn_at IS NULL)))
);
ALTER TABLE public.openings_spotday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.openings_spotday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_campaign (
    id bigint NOT NULL,
    code character varying(32) NOT NULL,
    occasion character varying(80) NOT NULL,
    message text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_on date,
    society_id bigint NOT NULL,
    paper_code character varying(8) NOT NULL,
    medium character varying(12) NOT NULL,
    text character varying(12) NOT NULL,
    CONSTRAINT campaign_code_form CHECK (((code)::text ~ '^[a-z0-9_]{2,32}$'::text))
);
ALTER TABLE public.outreach_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_campaigncost (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(10) NOT NULL,
    day date NOT NULL,
    yen integer NOT NULL,
    hours numeric(6,2),
    note character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    struck_at timestamp with time zone,
    campaign_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT cost_hours_for_work_alone CHECK ((((hours > (0)::numeric) AND ((kind)::text = 'hours'::text)) OR ((NOT ((kind)::text = 'hours'::text)) AND (hours IS NULL)))),
    CONSTRAINT outreach_campaigncost_yen_check CHECK ((yen >= 0))
);
ALTER TABLE public.outreach_campaigncost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_campaigncost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_embedsite (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    name character varying(120) NOT NULL,
    origin character varying(200) NOT NULL,
    prefecture character varying(2) NOT NULL,
    specialty character varying(40) NOT NULL,
    most smallint NOT NULL,
    turn integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    made_by_id bigint,
    CONSTRAINT embed_length CHECK (((most >= 1) AND (most <= 20))),
    CONSTRAINT embed_origin_form CHECK (((origin)::text ~ '^https?://[a-z0-9.:-]+$'::text)),
    CONSTRAINT outreach_embedsite_most_check CHECK ((most >= 0)),
    CONSTRAINT outreach_embedsite_turn_check CHECK ((turn >= 0))
);
ALTER TABLE public.outreach_embedsite ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_embedsite_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_funneledition (
    id bigint NOT NULL,
    until date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    tables jsonb NOT NULL
);
ALTER TABLE public.outreach_funneledition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_funneledition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_letterwording (
    id bigint NOT NULL,
    no integer NOT NULL,
    subject character varying(80) NOT NULL,
    body text NOT NULL,
    points text NOT NULL,
    enclosures text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    CONSTRAINT outreach_letterwording_no_check CHECK ((no >= 0))
);
ALTER TABLE public.outreach_letterwording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_letterwording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_newsitem (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    title character varying(80) NOT NULL,
    body text NOT NULL,
    day date NOT NULL,
    published_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    changes integer NOT NULL,
    coming jsonb,
    written_by_id bigint,
    CONSTRAINT news_withdrawn_after_publishing CHECK (((withdrawn_at IS NULL) OR (published_at IS NOT NULL))),
    CONSTRAINT outreach_newsitem_changes_check CHECK ((changes >= 0))
);
ALTER TABLE public.outreach_newsitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_newsitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_newsletterdelivery (
    id bigint NOT NULL,
    month date NOT NULL,
    bounced character varying(10) NOT NULL,
    line_id bigint NOT NULL,
    subscriber_id bigint NOT NULL,
    CONSTRAINT newsletter_month_is_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
ALTER TABLE public.outreach_newsletterdelivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_newsletterdelivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_newsletterissue (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    title character varying(60) NOT NULL,
    body text NOT NULL,
    changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    sending_id bigint,
    CONSTRAINT outreach_newsletterissue_changes_check CHECK ((changes >= 0))
);
ALTER TABLE public.outreach_newsletterissue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_newsletterissue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_pressrun (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(10) NOT NULL,
    codes jsonb NOT NULL,
    state character varying(10) NOT NULL,
    done integer NOT NULL,
    cancel_asked boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    data bytea,
    made_by_id bigint,
    year smallint,
    CONSTRAINT outreach_pressrun_done_check CHECK ((done >= 0)),
    CONSTRAINT outreach_pressrun_year_check CHECK ((year >= 0)),
    CONSTRAINT press_done_has_an_end CHECK (((NOT ((state)::text = 'done'::text)) OR (finished_at IS NOT NULL)))
);
ALTER TABLE public.outreach_pressrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_pressrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_seminar (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    title character varying(80) NOT NULL,
    body text NOT NULL,
    way character varying(8) NOT NULL,
    place character varying(200) NOT NULL,
    online text NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    capacity smallint,
    closes_on date NOT NULL,
    published_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancelled_word character varying(200) NOT NULL,
    changes integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    seated_count integer,
    came_count integer,
    made_by_id bigint,
    coming text NOT NULL,
    written_by_id bigint,
    CONSTRAINT outreach_seminar_came_count_check CHECK ((came_count >= 0)),
    CONSTRAINT outreach_seminar_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT outreach_seminar_changes_check CHECK ((changes >= 0)),
    CONSTRAINT outreach_seminar_seated_count_check CHECK ((seated_count >= 0)),
    CONSTRAINT seminar_cancelled_after_publishing CHECK (((cancelled_at IS NULL) OR (published_at IS NOT NULL))),
    CONSTRAINT seminar_has_a_length CHECK ((ends_at > begins_at)),
    CONSTRAINT seminar_has_seats CHECK (((capacity IS NULL) OR (capacity >= 1)))
);
ALTER TABLE public.outreach_seminar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_seminar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_seminarentry (
    id bigint NOT NULL,
    token character varying(43) NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    address_index character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    attended boolean,
    seminar_id bigint NOT NULL,
    CONSTRAINT seminar_seat_only_confirmed CHECK (((NOT ((state)::text = ANY (ARRAY[('seated'::character varying)::text, ('waiting'::character varying)::text]))) OR (confirmed_at IS NOT NULL)))
);
ALTER TABLE public.outreach_seminarentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_seminarentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_society (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    organisation_id bigint NOT NULL,
    address character varying(200) NOT NULL,
    changes integer NOT NULL,
    consent character varying(10) NOT NULL,
    consent_on date,
    every_months smallint,
    head character varying(120) NOT NULL,
    head_title character varying(60) NOT NULL,
    mail character varying(200) NOT NULL,
    next_on date,
    office character varying(120) NOT NULL,
    phone character varying(20) NOT NULL,
    postcode character varying(8) NOT NULL,
    CONSTRAINT outreach_society_changes_check CHECK ((changes >= 0)),
    CONSTRAINT outreach_society_every_months_check CHECK ((every_months >= 0)),
    CONSTRAINT society_consent_has_a_day CHECK ((((consent)::text = 'unasked'::text) OR (consent_on IS NOT NULL)))
);
ALTER TABLE public.outreach_society ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_society_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_societycontact (
    id bigint NOT NULL,
    key uuid NOT NULL,
    day date NOT NULL,
    way character varying(10) NOT NULL,
    received boolean NOT NULL,
    note text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    campaign_id bigint,
    made_by_id bigint,
    society_id bigint NOT NULL
);
ALTER TABLE public.outreach_societycontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_societycontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_story (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    token character varying(43) NOT NULL,
    teller character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    made_by_id bigint
);
ALTER TABLE public.outreach_story ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_story_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_storyconsent (
    id bigint NOT NULL,
    key uuid NOT NULL,
    name text NOT NULL,
    employer text NOT NULL,
    contact text NOT NULL,
    facts jsonb NOT NULL,
    how character varying(10) NOT NULL,
    agreed_on date NOT NULL,
    until date NOT NULL,
    note text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_how character varying(8) NOT NULL,
    erased_at timestamp with time zone,
    made_by_id bigint,
    version_id bigint NOT NULL,
    physician_id bigint,
    CONSTRAINT story_consent_has_a_span CHECK ((until >= agreed_on)),
    CONSTRAINT story_consent_withdrawn_somehow CHECK (((withdrawn_at IS NULL) OR (NOT ((withdrawn_how)::text = ''::text))))
);
ALTER TABLE public.outreach_storyconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_storyconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_storypicture (
    id bigint NOT NULL,
    data bytea NOT NULL,
    digest character varying(64) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    story_id bigint NOT NULL,
    CONSTRAINT outreach_storypicture_height_check CHECK ((height >= 0)),
    CONSTRAINT outreach_storypicture_width_check CHECK ((width >= 0))
);
ALTER TABLE public.outreach_storypicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_storypicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_storyversion (
    id bigint NOT NULL,
    no integer NOT NULL,
    title character varying(60) NOT NULL,
    way character varying(40) NOT NULL,
    way_words character varying(100) NOT NULL,
    who character varying(100) NOT NULL,
    work character varying(100) NOT NULL,
    body text NOT NULL,
    hard text NOT NULL,
    after text NOT NULL,
    alt character varying(160) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    approved_at timestamp with time zone,
    returned_word character varying(200) NOT NULL,
    approved_by_id bigint,
    made_by_id bigint,
    picture_id bigint,
    returned_by_id bigint,
    story_id bigint NOT NULL,
    CONSTRAINT outreach_storyversion_no_check CHECK ((no >= 0)),
    CONSTRAINT story_approved_by_somebody CHECK (((approved_at IS NULL) OR ((approved_by_id IS NOT NULL) AND (asked_at IS NOT NULL)))),
    CONSTRAINT story_picture_in_words CHECK (((picture_id IS NULL) OR (NOT ((alt)::text = ''::text)))),
    CONSTRAINT story_second_person_is_another CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = made_by_id) AND (approved_by_id IS NOT NULL) AND (made_by_id IS NOT NULL)))))
);
ALTER TABLE public.outreach_storyversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_storyversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_subscriber (
    id bigint NOT NULL,
    token character varying(43) NOT NULL,
    address text NOT NULL,
    address_index character varying(64) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    stopped_at timestamp with time zone,
    stop_how character varying(10) NOT NULL,
    soft_bounces smallint NOT NULL,
    CONSTRAINT outreach_subscriber_soft_bounces_check CHECK ((soft_bounces >= 0)),
    CONSTRAINT subscriber_stopped_is_forgotten CHECK ((((stopped_at IS NULL) AND (NOT ((address_index)::text = ''::text))) OR ((address = ''::text) AND ((address_index)::text = ''::text) AND (stopped_at IS NOT NULL))))
);
ALTER TABLE public.outreach_subscriber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_subscriber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outreach_visitcount (
    id bigint NOT NULL,
    day date NOT NULL,
    count integer NOT NULL,
    campaign_id bigint NOT NULL,
    slot smallint NOT NULL,
    CONSTRAINT outreach_visitcount_count_check CHECK ((count >= 0)),
    CONSTRAINT outreach_visitcount_slot_check CHECK ((slot >= 0))
);
ALTER TABLE public.outreach_visitcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_visitcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_anonymousdetail (
    id bigint NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_anonymousdetail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_anonymousdetail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_careerpost (
    id bigint NOT NULL,
    since text NOT NULL,
    until text NOT NULL,
    place text NOT NULL,
    "position" character varying(12) NOT NULL,
    duties text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_careerpost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_careerpost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_consent (
    id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    withdrawn_at timestamp with time zone,
    taken_by_id bigint,
    text_id bigint NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_consenttext (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    version smallint NOT NULL,
    summary character varying(200) NOT NULL,
    text text NOT NULL,
    valid_from date NOT NULL,
    CONSTRAINT physicians_consenttext_version_check CHECK ((version >= 0))
);
ALTER TABLE public.physicians_consenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_consenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_contactevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    direction character varying(3) NOT NULL,
    about text NOT NULL,
    outcome character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    kept boolean NOT NULL,
    override text NOT NULL,
    told bigint[] NOT NULL,
    by_id bigint,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_contactevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_contactevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_contactpromise (
    id bigint NOT NULL,
    channel character varying(10) NOT NULL,
    days character varying(3)[] NOT NULL,
    hours character varying(10)[] NOT NULL,
    per_week smallint NOT NULL,
    physician_id bigint NOT NULL,
    half_yearly boolean NOT NULL,
    mails_per_week smallint NOT NULL,
    plain_envelope boolean NOT NULL,
    CONSTRAINT physicians_contactpromise_mails_per_week_check CHECK ((mails_per_week >= 0)),
    CONSTRAINT physicians_contactpromise_per_week_check CHECK ((per_week >= 0)),
    CONSTRAINT promise_mails_at_most_two CHECK ((mails_per_week = ANY (ARRAY[1, 2])))
);
ALTER TABLE public.physicians_contactpromise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_contactpromise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_deliverychoice (
    id bigint NOT NULL,
    method character varying(10) NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_deliverychoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_deliverychoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_disclosuregrant (
    id bigint NOT NULL,
    level character varying(2) NOT NULL,
    until date NOT NULL,
    given_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    withdrawn_at timestamp with time zone,
    institution_id bigint NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_disclosuregrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_disclosuregrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_document (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    note text NOT NULL,
    content_type character varying(40) NOT NULL,
    size integer NOT NULL,
    digest character varying(64) NOT NULL,
    body bytea NOT NULL,
    expires_on date,
    stored_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL,
    CONSTRAINT physicians_document_size_check CHECK ((size >= 0))
);
ALTER TABLE public.physicians_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_familylink (
    id bigint NOT NULL,
    relation character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    shows_visit boolean NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_familylink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_familylink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_familyplace (
    id bigint NOT NULL,
    shows_name boolean NOT NULL,
    link_id bigint NOT NULL,
    opening_id bigint NOT NULL
);
ALTER TABLE public.physicians_familyplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_familyplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_familyquestion (
    id bigint NOT NULL,
    key uuid NOT NULL,
    text text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    to_coordinator_at timestamp with time zone,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    link_id bigint NOT NULL
);
ALTER TABLE public.physicians_familyquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_familyquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_identity (
    id bigint NOT NULL,
    family_name text NOT NULL,
    given_name text NOT NULL,
    family_kana text NOT NULL,
    given_kana text NOT NULL,
    birth_date text NOT NULL,
    sex text NOT NULL,
    mail text NOT NULL,
    phone text NOT NULL,
    postcode text NOT NULL,
    address text NOT NULL,
    employer text NOT NULL,
    licence_number text NOT NULL,
    career text NOT NULL,
    mail_index character varying(64) NOT NULL,
    phone_index character varying(64) NOT NULL,
    physician_id bigint NOT NULL,
    licence_index character varying(64) NOT NULL,
    birth_index character varying(64) NOT NULL,
    kana_index character varying(64) NOT NULL,
    given_index character varying(64) NOT NULL
);
ALTER TABLE public.physicians_identity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_identity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_interview (
    id bigint NOT NULL,
    way character varying(10) NOT NULL,
    slots timestamp with time zone[] NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    fixed_for timestamp with time zone,
    fixed_at timestamp with time zone,
    fixed_through character varying(10) NOT NULL,
    asked_again text NOT NULL,
    ended_at timestamp with time zone,
    offered_by_id bigint,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_interview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_interview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_interviewnote (
    id bigint NOT NULL,
    topic character varying(10) NOT NULL,
    no smallint NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    page character varying(16) NOT NULL,
    turn integer NOT NULL,
    saves integer NOT NULL,
    by_id bigint,
    physician_id bigint NOT NULL,
    CONSTRAINT physicians_interviewnote_no_check CHECK ((no >= 0)),
    CONSTRAINT physicians_interviewnote_saves_check CHECK ((saves >= 0)),
    CONSTRAINT physicians_interviewnote_turn_check CHECK ((turn >= 0))
);
ALTER TABLE public.physicians_interviewnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_interviewnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_leaving (
    id bigint NOT NULL,
    left_at timestamp with time zone NOT NULL,
    keep_until date,
    erased_at timestamp with time zone,
    counts jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    physician_id bigint NOT NULL,
    asked_on date,
    channel character varying(10) NOT NULL,
    waits boolean NOT NULL
);
ALTER TABLE public.physicians_leaving ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_leaving_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_legalhold (
    id bigint NOT NULL,
    reason text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    asked_why text NOT NULL,
    lifted_at timestamp with time zone,
    asked_by_id bigint,
    lifted_by_id bigint,
    physician_id bigint NOT NULL,
    placed_by_id bigint NOT NULL,
    CONSTRAINT hold_lifted_by_two CHECK ((((lifted_at IS NULL) AND (lifted_by_id IS NULL)) OR ((asked_at IS NOT NULL) AND (lifted_at IS NOT NULL) AND (NOT ((lifted_by_id = asked_by_id) AND (lifted_by_id IS NOT NULL) AND (asked_by_id IS NOT NULL))))))
);
ALTER TABLE public.physicians_legalhold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_legalhold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_narrowwording (
    id bigint NOT NULL,
    words text NOT NULL,
    look_alikes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    ended_at timestamp with time zone,
    physician_id bigint NOT NULL,
    CONSTRAINT physicians_narrowwording_look_alikes_check CHECK ((look_alikes >= 0))
);
ALTER TABLE public.physicians_narrowwording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_narrowwording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_physician (
    id bigint NOT NULL,
    state character varying(40) NOT NULL,
    stored_state character varying(40) NOT NULL,
    state_since timestamp with time zone NOT NULL,
    number character varying(12) NOT NULL,
    contact_by date,
    campaign_code character varying(32) NOT NULL,
    present character varying(12) NOT NULL,
    licence_verified_on date,
    accepted_on date,
    valid_until date,
    registered_at timestamp with time zone NOT NULL,
    coordinator_id bigint,
    user_id bigint,
    came_for_id bigint,
    paused_until date,
    merged_into_id bigint,
    heard_of character varying(12) NOT NULL,
    CONSTRAINT physician_merged_leads_on CHECK ((((merged_into_id IS NOT NULL) AND ((state)::text = 'merged'::text)) OR ((NOT ((state)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT physician_state_known CHECK (((state)::text = ANY (ARRAY[('registered'::character varying)::text, ('interviewing'::character varying)::text, ('active'::character varying)::text, ('paused'::character varying)::text, ('closed'::character varying)::text, ('merged'::character varying)::text])))
);
ALTER TABLE public.physicians_physician ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_physician_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_physiciantransition (
    id bigint NOT NULL,
    step character varying(8) NOT NULL,
    from_state character varying(40) NOT NULL,
    to_state character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    party character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason text NOT NULL,
    data jsonb NOT NULL,
    actor_id bigint,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_physiciantransition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_physiciantransition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_preparation (
    id bigint NOT NULL,
    facts text NOT NULL,
    done jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_preparation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_preparation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_qualification (
    id bigint NOT NULL,
    name text NOT NULL,
    expires_on date,
    made_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_qualification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_qualification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_registrationdraft (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    campaign_code character varying(32) NOT NULL,
    data text NOT NULL,
    step smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    physician_id bigint,
    opening_id bigint,
    reminded_at timestamp with time zone,
    resume character varying(64) NOT NULL,
    resume_tries smallint NOT NULL,
    saves jsonb NOT NULL,
    typed_by_id bigint,
    CONSTRAINT physicians_registrationdraft_resume_tries_check CHECK ((resume_tries >= 0)),
    CONSTRAINT physicians_registrationdraft_step_check CHECK ((step >= 0))
);
ALTER TABLE public.physicians_registrationdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_registrationdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_retirementplan (
    id bigint NOT NULL,
    retires_on text NOT NULL,
    done jsonb NOT NULL,
    reminders boolean NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_retirementplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_retirementplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_savedsearch (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    weekly boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL,
    name_index character varying(64) NOT NULL
);
ALTER TABLE public.physicians_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_scopesheet (
    id bigint NOT NULL,
    marks jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_scopesheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_scopesheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_shieldentry (
    id bigint NOT NULL,
    name text NOT NULL,
    is_employer boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    institution_id bigint,
    physician_id bigint NOT NULL,
    area_id bigint,
    corporation_id bigint,
    kind character varying(12) NOT NULL,
    listed_id bigint,
    municipality_id character varying(5),
    prefecture_id character varying(2),
    CONSTRAINT shield_names_one_area CHECK ((((area_id IS NULL) AND ((kind)::text = 'area'::text) AND (municipality_id IS NULL) AND (prefecture_id IS NOT NULL)) OR ((area_id IS NOT NULL) AND ((kind)::text = 'area'::text) AND (municipality_id IS NULL) AND (prefecture_id IS NULL)) OR ((area_id IS NULL) AND ((kind)::text = 'area'::text) AND (municipality_id IS NOT NULL) AND (prefecture_id IS NULL)) OR ((NOT ((kind)::text = 'area'::text)) AND (area_id IS NULL) AND (municipality_id IS NULL) AND (prefecture_id IS NULL)))),
    CONSTRAINT shield_names_whom CHECK ((((corporation_id IS NULL) AND ((kind)::text = 'institution'::text) AND (((institution_id IS NOT NULL) AND (listed_id IS NULL)) OR ((institution_id IS NULL) AND (listed_id IS NOT NULL)))) OR ((institution_id IS NULL) AND ((kind)::text = 'corporation'::text) AND (listed_id IS NULL)) OR ((corporation_id IS NULL) AND (institution_id IS NULL) AND ((kind)::text = ANY (ARRAY[('group'::character varying)::text, ('department'::character varying)::text, ('name'::character varying)::text, ('area'::character varying)::text])) AND (listed_id IS NULL))))
);
ALTER TABLE public.physicians_shieldentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_shieldentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_wishapproval (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    sheet_id bigint NOT NULL,
    heard_by_id bigint
);
ALTER TABLE public.physicians_wishapproval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_wishapproval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_wishsheet (
    id bigint NOT NULL,
    no smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    specialties character varying(40)[] NOT NULL,
    skills character varying(40)[] NOT NULL,
    prefectures character varying(2)[] NOT NULL,
    max_commute_min smallint,
    relocation character varying(10) NOT NULL,
    employment character varying(20)[] NOT NULL,
    days_min numeric(3,1) NOT NULL,
    days_max numeric(3,1) NOT NULL,
    slots character varying(10)[] NOT NULL,
    night_duty character varying(12) NOT NULL,
    on_call character varying(12) NOT NULL,
    min_annual_pay_yen integer,
    min_daily_pay_yen integer,
    wishes jsonb NOT NULL,
    available_from date,
    weekly_hours_committed numeric(4,1) NOT NULL,
    overtime_level character varying(12) NOT NULL,
    note text NOT NULL,
    municipality_id character varying(5),
    physician_id bigint NOT NULL,
    max_on_call_per_month smallint,
    CONSTRAINT physicians_wishsheet_max_commute_min_check CHECK ((max_commute_min >= 0)),
    CONSTRAINT physicians_wishsheet_max_on_call_per_month_check CHECK ((max_on_call_per_month >= 0)),
    CONSTRAINT physicians_wishsheet_min_annual_pay_yen_check CHECK ((min_annual_pay_yen >= 0)),
    CONSTRAINT physicians_wishsheet_min_daily_pay_yen_check CHECK ((min_daily_pay_yen >= 0)),
    CONSTRAINT physicians_wishsheet_no_check CHECK ((no >= 0)),
    CONSTRAINT wish_days_in_order CHECK (((days_max >= days_min) AND (days_max <= (7)::numeric) AND (days_min > (0)::numeric)))
);
ALTER TABLE public.physicians_wishsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_wishsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_wishwords (
    id bigint NOT NULL,
    field character varying(40) NOT NULL,
    topic character varying(10) NOT NULL,
    text text NOT NULL,
    sheet_id bigint NOT NULL
);
ALTER TABLE public.physicians_wishwords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_wishwords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.physicians_workingweek (
    id bigint NOT NULL,
    rows text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    physician_id bigint NOT NULL
);
ALTER TABLE public.physicians_workingweek ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.physicians_workingweek_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_alsoheld (
    id bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    noted_by_id bigint,
    opening_id bigint NOT NULL,
    partner_id bigint NOT NULL
);
ALTER TABLE public.referrals_alsoheld ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_alsoheld_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_arrived (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    sheet_id uuid NOT NULL,
    kind character varying(12) NOT NULL,
    code character varying(8) NOT NULL,
    level character varying(10) NOT NULL,
    facts text NOT NULL,
    consent text NOT NULL,
    digest character varying(64) NOT NULL,
    issued_on date NOT NULL,
    expires_on date NOT NULL,
    image bytea,
    image_type character varying(40) NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    standing character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    outcome character varying(10) NOT NULL,
    answer_id uuid,
    answered_on date,
    arrived_by_id bigint,
    decided_by_id bigint,
    opening_id bigint,
    physician_id bigint,
    partner_id bigint NOT NULL,
    partner_key_id bigint,
    about_id bigint,
    CONSTRAINT arrived_taken_leads_somewhere CHECK (((NOT ((standing)::text = 'taken'::text)) OR (physician_id IS NOT NULL) OR (opening_id IS NOT NULL) OR ((level)::text = 'outline'::text)))
);
ALTER TABLE public.referrals_arrived ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_arrived_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_elsewhere (
    id bigint NOT NULL,
    name text NOT NULL,
    told_by character varying(10) NOT NULL,
    channel character varying(10) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    noted_by_id bigint,
    physician_id bigint NOT NULL,
    partner_id bigint,
    CONSTRAINT elsewhere_names_whom CHECK ((((name = ''::text) AND (partner_id IS NOT NULL)) OR ((partner_id IS NULL) AND (NOT (name = ''::text)))))
);
ALTER TABLE public.referrals_elsewhere ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_elsewhere_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_partner (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    licence character varying(40) NOT NULL,
    address character varying(200) NOT NULL,
    representative character varying(60) NOT NULL,
    contact character varying(60) NOT NULL,
    phone character varying(20) NOT NULL,
    fax character varying(20) NOT NULL,
    mail character varying(254) NOT NULL,
    houses character varying(120)[] NOT NULL,
    agreed_on date NOT NULL,
    ended_on date,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    corporation_id bigint,
    prefecture_id character varying(2),
    CONSTRAINT partner_ended_after_agreed CHECK (((ended_on IS NULL) OR (ended_on >= agreed_on)))
);
ALTER TABLE public.referrals_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_partnerkey (
    id bigint NOT NULL,
    public character varying(44) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    checked_with character varying(60) NOT NULL,
    ended_at timestamp with time zone,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    partner_id bigint NOT NULL,
    CONSTRAINT partner_key_from_until CHECK ((valid_until >= valid_from))
);
ALTER TABLE public.referrals_partnerkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_partnerkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_provision (
    id bigint NOT NULL,
    direction character varying(4) NOT NULL,
    partner_words character varying(400) NOT NULL,
    person text NOT NULL,
    items character varying(40)[] NOT NULL,
    basis character varying(200) NOT NULL,
    gained character varying(200) NOT NULL,
    way character varying(8) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    keep_until date NOT NULL,
    arrived_id bigint,
    by_id bigint,
    referral_id bigint,
    CONSTRAINT provision_of_one CHECK ((((arrived_id IS NULL) AND ((direction)::text = 'out'::text) AND (referral_id IS NOT NULL)) OR ((arrived_id IS NOT NULL) AND ((direction)::text = 'in'::text) AND (referral_id IS NULL))))
);
ALTER TABLE public.referrals_provision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_provision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_referral (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    sheet_id uuid NOT NULL,
    key uuid NOT NULL,
    code character varying(8) NOT NULL,
    level character varying(10) NOT NULL,
    facts text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_on date NOT NULL,
    consented_at timestamp with time zone,
    consent_channel character varying(10) NOT NULL,
    consent_by character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    refused_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_told_at timestamp with time zone,
    sent_at timestamp with time zone,
    outcome character varying(10) NOT NULL,
    outcome_at timestamp with time zone,
    ended_at timestamp with time zone,
    asked_by_id bigint,
    heard_by_id bigint,
    opening_id bigint,
    partner_id bigint NOT NULL,
    physician_id bigint,
    CONSTRAINT referral_of_one CHECK ((((opening_id IS NULL) AND (physician_id IS NOT NULL) AND (NOT ((level)::text = ''::text))) OR (((level)::text = ''::text) AND (opening_id IS NOT NULL) AND (physician_id IS NULL)))),
    CONSTRAINT referral_sent_with_consent CHECK (((sent_at IS NULL) OR ((consented_at IS NOT NULL) AND (NOT ((digest)::text = ''::text))))),
    CONSTRAINT referral_yes_or_no CHECK (((consented_at IS NULL) OR (refused_at IS NULL)))
);
ALTER TABLE public.referrals_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.referrals_signingkey (
    id bigint NOT NULL,
    seed text NOT NULL,
    public character varying(44) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    valid_until date NOT NULL,
    ended_at timestamp with time zone,
    made_by_id bigint
);
ALTER TABLE public.referrals_signingkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_signingkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.relays_relaymember (
    id bigint NOT NULL,
    pattern integer NOT NULL,
    months integer NOT NULL,
    days numeric(3,1) NOT NULL,
    minutes integer NOT NULL,
    travel integer NOT NULL,
    most smallint,
    stints jsonb NOT NULL,
    candidacy_id bigint,
    physician_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT relays_relaymember_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT relays_relaymember_months_check CHECK ((months >= 0)),
    CONSTRAINT relays_relaymember_most_check CHECK ((most >= 0)),
    CONSTRAINT relays_relaymember_pattern_check CHECK ((pattern >= 0)),
    CONSTRAINT relays_relaymember_travel_check CHECK ((travel >= 0))
);
ALTER TABLE public.relays_relaymember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relays_relaymember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.relays_relayplan (
    id bigint NOT NULL,
    no smallint NOT NULL,
    post_changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    found_at timestamp with time zone,
    result jsonb,
    adopted_at timestamp with time zone,
    made_by_id bigint,
    post_id bigint NOT NULL,
    CONSTRAINT relay_adopted_is_found CHECK (((adopted_at IS NULL) OR (found_at IS NOT NULL))),
    CONSTRAINT relay_found_has_a_result CHECK (((found_at IS NULL) OR (result IS NOT NULL))),
    CONSTRAINT relays_relayplan_no_check CHECK ((no >= 0)),
    CONSTRAINT relays_relayplan_post_changes_check CHECK ((post_changes >= 0))
);
ALTER TABLE public.relays_relayplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relays_relayplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.relays_relaypost (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    slots character varying(10)[] NOT NULL,
    starts_on date NOT NULL,
    months smallint NOT NULL,
    stay smallint NOT NULL,
    permitted boolean NOT NULL,
    together boolean NOT NULL,
    note character varying(300) NOT NULL,
    changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    made_by_id bigint,
    opening_id bigint NOT NULL,
    CONSTRAINT relay_months_in_range CHECK (((months >= 1) AND (months <= 24))),
    CONSTRAINT relay_needs_a_half_day CHECK ((NOT (slots = '{}'::character varying(10)[]))),
    CONSTRAINT relay_starts_with_a_month CHECK ((EXTRACT(day FROM starts_on) = (1)::numeric)),
    CONSTRAINT relay_stay_within CHECK (((stay >= 1) AND (stay <= months))),
    CONSTRAINT relays_relaypost_changes_check CHECK ((changes >= 0)),
    CONSTRAINT relays_relaypost_months_check CHECK ((months >= 0)),
    CONSTRAINT relays_relaypost_stay_check CHECK ((stay >= 0))
);
ALTER TABLE public.relays_relaypost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relays_relaypost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.research_figuresedition (
    id bigint NOT NULL,
    until date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    tables jsonb NOT NULL,
    contacts jsonb NOT NULL
);
ALTER TABLE public.research_figuresedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.research_figuresedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.research_noiseyear (
    year smallint NOT NULL,
    allowed numeric(5,2) NOT NULL,
    spent numeric(5,2) NOT NULL,
    CONSTRAINT noise_within_the_year CHECK (((spent >= (0)::numeric) AND (spent <= allowed))),
    CONSTRAINT research_noiseyear_year_check CHECK ((year >= 0))
);
CREATE TABLE public.research_noisyanswer (
    id bigint NOT NULL,
    cube character varying(20) NOT NULL,
    question character varying(80) NOT NULL,
    epsilon numeric(4,2) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    cells jsonb NOT NULL,
    edition_id bigint NOT NULL,
    year_id smallint NOT NULL,
    CONSTRAINT noisy_answer_costs CHECK ((epsilon > (0)::numeric))
);
ALTER TABLE public.research_noisyanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.research_noisyanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.research_researchedition (
    id bigint NOT NULL,
    until date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    digest character varying(64) NOT NULL,
    tables jsonb NOT NULL
);
ALTER TABLE public.research_researchedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.research_researchedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.research_scenario (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(60) NOT NULL,
    snapshot character varying(40) NOT NULL,
    asked jsonb NOT NULL,
    found jsonb,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    cancel_asked boolean NOT NULL,
    finished_at timestamp with time zone,
    problem character varying(80) NOT NULL,
    share smallint NOT NULL,
    stage character varying(80) NOT NULL,
    state character varying(10) NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    CONSTRAINT research_scenario_share_check CHECK ((share >= 0))
);
ALTER TABLE public.research_scenario ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.research_scenario_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.research_yearlycut (
    year smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    digest character varying(64) NOT NULL,
    archive bytea NOT NULL,
    CONSTRAINT research_yearlycut_year_check CHECK ((year >= 0))
);
CREATE TABLE public.surveys_survey (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    key uuid NOT NULL,
    title character varying(80) NOT NULL,
    title_english character varying(120) NOT NULL,
    purpose text NOT NULL,
    purpose_english text NOT NULL,
    ethics text NOT NULL,
    ethics_english text NOT NULL,
    kept_months smallint NOT NULL,
    closes_on date NOT NULL,
    way character varying(8) NOT NULL,
    panel jsonb NOT NULL,
    margins jsonb NOT NULL,
    margins_source character varying(200) NOT NULL,
    changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    returned_word character varying(400) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    erased_at timestamp with time zone,
    asked_by_id bigint,
    made_by_id bigint,
    crossed jsonb NOT NULL,
    CONSTRAINT survey_closed_after_opening CHECK (((closed_at IS NULL) OR (opened_at IS NOT NULL))),
    CONSTRAINT survey_kept_ten_years CHECK (((kept_months >= 1) AND (kept_months <= 120))),
    CONSTRAINT surveys_survey_changes_check CHECK ((changes >= 0)),
    CONSTRAINT surveys_survey_kept_months_check CHECK ((kept_months >= 0))
);
ALTER TABLE public.surveys_survey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_survey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_surveyseat (
    id bigint NOT NULL,
    way character varying(8) NOT NULL,
    token text NOT NULL,
    token_digest character varying(64),
    paper_code character varying(8),
    label character varying(10) NOT NULL,
    traits jsonb NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    reminders smallint NOT NULL,
    reminded_at timestamp with time zone,
    stopped_at timestamp with time zone,
    begun_at timestamp with time zone,
    saved_at timestamp with time zone,
    sent_at timestamp with time zone,
    language character varying(2) NOT NULL,
    channel character varying(10) NOT NULL,
    answers text NOT NULL,
    typed text NOT NULL,
    physician_id bigint,
    survey_id bigint NOT NULL,
    version_id bigint,
    CONSTRAINT survey_sent_answers_a_version CHECK (((sent_at IS NULL) OR (version_id IS NOT NULL))),
    CONSTRAINT survey_two_reminders CHECK ((reminders <= 2)),
    CONSTRAINT surveys_surveyseat_reminders_check CHECK ((reminders >= 0))
);
ALTER TABLE public.surveys_surveyseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_surveyseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_surveyversion (
    id bigint NOT NULL,
    no smallint NOT NULL,
    questions jsonb NOT NULL,
    changes integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    fixed_at timestamp with time zone,
    fixed_by_id bigint,
    survey_id bigint NOT NULL,
    CONSTRAINT surveys_surveyversion_changes_check CHECK ((changes >= 0)),
    CONSTRAINT surveys_surveyversion_no_check CHECK ((no >= 0))
);
ALTER TABLE public.surveys_surveyversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_surveyversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_reflection (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    answers text NOT NULL,
    words text NOT NULL,
    wish character varying(10) NOT NULL,
    channel character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint,
    visit_id bigint NOT NULL
);
ALTER TABLE public.visits_reflection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_reflection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_trip (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    uid uuid NOT NULL,
    key uuid NOT NULL,
    version integer NOT NULL,
    title character varying(60) NOT NULL,
    starts_on date NOT NULL,
    words text NOT NULL,
    before jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    from_place_id character varying(5),
    owner_id bigint NOT NULL,
    CONSTRAINT visits_trip_version_check CHECK ((version >= 0))
);
ALTER TABLE public.visits_trip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_trip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_tripcost (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(8) NOT NULL,
    words character varying(60) NOT NULL,
    yen integer NOT NULL,
    payer character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    struck_at timestamp with time zone,
    trip_id bigint NOT NULL,
    stop_id bigint,
    CONSTRAINT trip_cost_of_whom CHECK (((NOT ((payer)::text = 'institution'::text)) OR (stop_id IS NOT NULL))),
    CONSTRAINT visits_tripcost_yen_check CHECK ((yen >= 0))
);
ALTER TABLE public.visits_tripcost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_tripcost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_tripstop (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    arrives_at timestamp with time zone NOT NULL,
    leaves_at timestamp with time zone NOT NULL,
    means character varying(6) NOT NULL,
    minutes smallint,
    purpose text NOT NULL,
    limit_yen integer,
    dropped_at timestamp with time zone,
    candidacy_id bigint,
    institution_id bigint,
    municipality_id character varying(5),
    trip_id bigint NOT NULL,
    CONSTRAINT trip_stop_has_a_length CHECK ((leaves_at > arrives_at)),
    CONSTRAINT trip_stop_is_somewhere CHECK (((institution_id IS NOT NULL) OR (NOT ((name)::text = ''::text)))),
    CONSTRAINT visits_tripstop_limit_yen_check CHECK ((limit_yen >= 0)),
    CONSTRAINT visits_tripstop_minutes_check CHECK ((minutes >= 0))
);
ALTER TABLE public.visits_tripstop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_tripstop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visit (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    sequence smallint NOT NULL,
    kind character varying(10) NOT NULL,
    length character varying(12) NOT NULL,
    with_family boolean NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    physician_words text NOT NULL,
    institution_words text NOT NULL,
    wanted_for timestamp with time zone,
    begins_at timestamp with time zone,
    ends_at timestamp with time zone,
    fixed_at timestamp with time zone,
    fixed_through character varying(10) NOT NULL,
    plan jsonb NOT NULL,
    costs jsonb NOT NULL,
    contract_from date,
    contract_until date,
    contract_seen_on date,
    accident_insurance_seen_on date,
    liability character varying(12) NOT NULL,
    licence_seen_on date,
    licence_seen_by character varying(60) NOT NULL,
    result character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    candidacy_id bigint NOT NULL,
    cost_limit_yen integer,
    CONSTRAINT visit_fixed_whole CHECK ((((begins_at IS NULL) AND (ends_at IS NULL) AND (fixed_at IS NULL)) OR ((begins_at IS NOT NULL) AND (ends_at > begins_at) AND (fixed_at IS NOT NULL)))),
    CONSTRAINT visit_trial_is_checked_before_it_is_fixed CHECK (((NOT ((kind)::text = 'trial'::text)) OR (begins_at IS NULL) OR ((accident_insurance_seen_on IS NOT NULL) AND (contract_from IS NOT NULL) AND (contract_seen_on IS NOT NULL) AND (contract_until IS NOT NULL) AND (licence_seen_on IS NOT NULL) AND (NOT ((liability)::text = ''::text)) AND (NOT ((licence_seen_by)::text = ''::text)) AND (contract_until >= contract_from)))),
    CONSTRAINT visit_without_work_has_no_contract CHECK ((((kind)::text = 'trial'::text) OR ((contract_from IS NULL) AND (contract_seen_on IS NULL) AND (contract_until IS NULL)))),
    CONSTRAINT visits_visit_cost_limit_yen_check CHECK ((cost_limit_yen >= 0)),
    CONSTRAINT visits_visit_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.visits_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visittime (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    dropped_at timestamp with time zone,
    author_id bigint,
    visit_id bigint NOT NULL
);
ALTER TABLE public.visits_visittime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visittime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_session
    ADD CONSTRAINT accounts_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.accounts_signinlink
    ADD CONSTRAINT accounts_signinlink_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.accounts_signinlink
    ADD CONSTRAINT accounts_signinlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_typedwords
    ADD CONSTRAINT accounts_typedwords_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_advertisedopening
    ADD CONSTRAINT advertised_opening_once UNIQUE (advertisement_id, place);
ALTER TABLE ONLY public.aftercare_caretask
    ADD CONSTRAINT aftercare_caretask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_checkin
    ADD CONSTRAINT aftercare_checkin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_clauseaudit
    ADD CONSTRAINT aftercare_clauseaudit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_feeevent
    ADD CONSTRAINT aftercare_feeevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_feeevent
    ADD CONSTRAINT aftercare_feeevent_placement_id_key UNIQUE (placement_id);
ALTER TABLE ONLY public.aftercare_keeping
    ADD CONSTRAINT aftercare_keeping_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.aftercare_keeping
    ADD CONSTRAINT aftercare_keeping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_leaveevent
    ADD CONSTRAINT aftercare_leaveevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_leaveevent
    ADD CONSTRAINT aftercare_leaveevent_placement_id_key UNIQUE (placement_id);
ALTER TABLE ONLY public.aftercare_starttick
    ADD CONSTRAINT aftercare_starttick_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_agreementversion
    ADD CONSTRAINT agreement_version_once UNIQUE (candidacy_id, no);
ALTER TABLE ONLY public.candidacies_approval
    ADD CONSTRAINT approval_once UNIQUE (version_id, side);
ALTER TABLE ONLY public.areas_medicalarea
    ADD CONSTRAINT area_code_once_an_edition UNIQUE (edition_id, code);
ALTER TABLE ONLY public.areas_areaedition
    ADD CONSTRAINT areas_areaedition_code_key UNIQUE (code);
ALTER TABLE ONLY public.areas_areaedition
    ADD CONSTRAINT areas_areaedition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_areamember
    ADD CONSTRAINT areas_areamember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_areaoutline
    ADD CONSTRAINT areas_areaoutline_area_id_key UNIQUE (area_id);
ALTER TABLE ONLY public.areas_areaoutline
    ADD CONSTRAINT areas_areaoutline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_designation
    ADD CONSTRAINT areas_designation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_facilityworkforce
    ADD CONSTRAINT areas_facilityworkforce_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_loadedreference
    ADD CONSTRAINT areas_loadedreference_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.areas_medicalarea
    ADD CONSTRAINT areas_medicalarea_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_municipality
    ADD CONSTRAINT areas_municipality_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.areas_patientflow
    ADD CONSTRAINT areas_patientflow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_physiciancount
    ADD CONSTRAINT areas_physiciancount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_populationcount
    ADD CONSTRAINT areas_populationcount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_prefecture
    ADD CONSTRAINT areas_prefecture_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.areas_prefectureindex
    ADD CONSTRAINT areas_prefectureindex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_link
    ADD CONSTRAINT audit_link_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.audit_link
    ADD CONSTRAINT audit_link_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT bulk_line_once UNIQUE (sending_id, no);
ALTER TABLE ONLY public.candidacies_agreementversion
    ADD CONSTRAINT candidacies_agreementversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_answer
    ADD CONSTRAINT candidacies_answer_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_answer
    ADD CONSTRAINT candidacies_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_approval
    ADD CONSTRAINT candidacies_approval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_attachment
    ADD CONSTRAINT candidacies_attachment_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_attachment
    ADD CONSTRAINT candidacies_attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidacy_number_key UNIQUE (number);
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidacy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_candidacytransition
    ADD CONSTRAINT candidacies_candidacytransition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_clause
    ADD CONSTRAINT candidacies_clause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_commonanswer
    ADD CONSTRAINT candidacies_commonanswer_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_commonanswer
    ADD CONSTRAINT candidacies_commonanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_companionwish
    ADD CONSTRAINT candidacies_companionwish_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmessage_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_inquiry
    ADD CONSTRAINT candidacies_inquiry_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_inquiry
    ADD CONSTRAINT candidacies_inquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_introduction
    ADD CONSTRAINT candidacies_introduction_candidacy_id_key UNIQUE (candidacy_id);
ALTER TABLE ONLY public.candidacies_introduction
    ADD CONSTRAINT candidacies_introduction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_jointseat
    ADD CONSTRAINT candidacies_jointseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_jointtalk
    ADD CONSTRAINT candidacies_jointtalk_number_key UNIQUE (number);
ALTER TABLE ONLY public.candidacies_jointtalk
    ADD CONSTRAINT candidacies_jointtalk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_message
    ADD CONSTRAINT candidacies_message_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_message
    ADD CONSTRAINT candidacies_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_placement
    ADD CONSTRAINT candidacies_placement_candidacy_id_key UNIQUE (candidacy_id);
ALTER TABLE ONLY public.candidacies_placement
    ADD CONSTRAINT candidacies_placement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_privatenote
    ADD CONSTRAINT candidacies_privatenote_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_privatenote
    ADD CONSTRAINT candidacies_privatenote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_proposal
    ADD CONSTRAINT candidacies_proposal_candidacy_id_key UNIQUE (candidacy_id);
ALTER TABLE ONLY public.candidacies_proposal
    ADD CONSTRAINT candidacies_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_question
    ADD CONSTRAINT candidacies_question_key_key UNIQUE (key);
ALTER TABLE ONLY public.candidacies_question
    ADD CONSTRAINT candidacies_question_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_talknews
    ADD CONSTRAINT candidacies_talknews_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_termswish
    ADD CONSTRAINT candidacies_termswish_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_trackrecord
    ADD CONSTRAINT candidacies_trackrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.candidacies_trackstep
    ADD CONSTRAINT candidacies_trackstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.aftercare_caretask
    ADD CONSTRAINT care_task_once UNIQUE NULLS NOT DISTINCT (kind, candidacy_id, checkin_id);
ALTER TABLE ONLY public.aftercare_checkin
    ADD CONSTRAINT checkin_once UNIQUE (placement_id, side, kind);
ALTER TABLE ONLY public.aftercare_clauseaudit
    ADD CONSTRAINT clause_audit_once UNIQUE (checkin_id, key);
ALTER TABLE ONLY public.candidacies_clause
    ADD CONSTRAINT clause_number_once UNIQUE (candidacy_id, no);
ALTER TABLE ONLY public.office_closedreport
    ADD CONSTRAINT closed_report_once UNIQUE (kind, year, no);
ALTER TABLE ONLY public.common_counter
    ADD CONSTRAINT common_counter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_code_key UNIQUE (code);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_key_key UNIQUE (key);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_number_key UNIQUE (number);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_consenttext
    ADD CONSTRAINT consent_text_once UNIQUE (kind, version);
ALTER TABLE ONLY public.common_counter
    ADD CONSTRAINT counter_once UNIQUE (prefix, year);
ALTER TABLE ONLY public.areas_designation
    ADD CONSTRAINT designation_not_twice_at_a_time EXCLUDE USING gist (kind WITH =, COALESCE(area_id, (0)::bigint) WITH =, COALESCE(municipality_id, ''::character varying) WITH =, district WITH =, daterange(since, until, '[]'::text) WITH &&);
ALTER TABLE ONLY public.desk_calendarfeed
    ADD CONSTRAINT desk_calendarfeed_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.desk_calendarfeed
    ADD CONSTRAINT desk_calendarfeed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_callbackrequest
    ADD CONSTRAINT desk_callbackrequest_number_key UNIQUE (number);
ALTER TABLE ONLY public.desk_callbackrequest
    ADD CONSTRAINT desk_callbackrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_caseloadmove
    ADD CONSTRAINT desk_caseloadmove_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_conference_attended
    ADD CONSTRAINT desk_conference_attended_conference_id_user_id_3779fddd_uniq UNIQUE (conference_id, user_id);
ALTER TABLE ONLY public.desk_conference_attended
    ADD CONSTRAINT desk_conference_attended_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_conference
    ADD CONSTRAINT desk_conference_key_key UNIQUE (key);
ALTER TABLE ONLY public.desk_conference
    ADD CONSTRAINT desk_conference_number_key UNIQUE (number);
ALTER TABLE ONLY public.desk_conference
    ADD CONSTRAINT desk_conference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_deputy
    ADD CONSTRAINT desk_deputy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_key_key UNIQUE (key);
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_key_key UNIQUE (key);
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_keeper
    ADD CONSTRAINT desk_keeper_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.desk_keeper
    ADD CONSTRAINT desk_keeper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_owntime
    ADD CONSTRAINT desk_owntime_key_key UNIQUE (key);
ALTER TABLE ONLY public.desk_owntime
    ADD CONSTRAINT desk_owntime_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_owntime
    ADD CONSTRAINT desk_owntime_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_code_key UNIQUE (code);
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_papertyping
    ADD CONSTRAINT desk_papertyping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_qualityitem
    ADD CONSTRAINT desk_qualityitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_qualitysample
    ADD CONSTRAINT desk_qualitysample_month_key UNIQUE (month);
ALTER TABLE ONLY public.desk_qualitysample
    ADD CONSTRAINT desk_qualitysample_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_wordtemplate
    ADD CONSTRAINT desk_wordtemplate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_wordtemplate
    ADD CONSTRAINT desk_wordtemplate_title_key UNIQUE (title);
ALTER TABLE ONLY public.desk_wordtemplateversion
    ADD CONSTRAINT desk_wordtemplateversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_document
    ADD CONSTRAINT document_once UNIQUE (physician_id, digest);
ALTER TABLE ONLY public.areas_areaedition
    ADD CONSTRAINT edition_one_a_day UNIQUE (valid_from);
ALTER TABLE ONLY public.office_explanationtext
    ADD CONSTRAINT explanation_version_once UNIQUE (audience, version);
ALTER TABLE ONLY public.physicians_familyplace
    ADD CONSTRAINT family_place_once UNIQUE (link_id, opening_id);
ALTER TABLE ONLY public.areas_patientflow
    ADD CONSTRAINT flow_once_an_edition UNIQUE (edition, area_id);
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT insight_once_a_day UNIQUE (opening_id, day, question);
ALTER TABLE ONLY public.institutions_application
    ADD CONSTRAINT institutions_application_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.institutions_application
    ADD CONSTRAINT institutions_application_key_key UNIQUE (key);
ALTER TABLE ONLY public.institutions_application
    ADD CONSTRAINT institutions_application_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_approvalroute
    ADD CONSTRAINT institutions_approvalroute_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.institutions_approvalroute
    ADD CONSTRAINT institutions_approvalroute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_continuitybook
    ADD CONSTRAINT institutions_continuitybook_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.institutions_continuitybook
    ADD CONSTRAINT institutions_continuitybook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_continuitypost
    ADD CONSTRAINT institutions_continuitypost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_corporation
    ADD CONSTRAINT institutions_corporation_name_key UNIQUE (name);
ALTER TABLE ONLY public.institutions_corporation
    ADD CONSTRAINT institutions_corporation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_declaration
    ADD CONSTRAINT institutions_declaration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_hostingplan
    ADD CONSTRAINT institutions_hostingplan_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.institutions_hostingplan
    ADD CONSTRAINT institutions_hostingplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institution_number_key UNIQUE (number);
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institution_organisation_id_key UNIQUE (organisation_id);
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_institutioncheck
    ADD CONSTRAINT institutions_institutioncheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_institutiontransition
    ADD CONSTRAINT institutions_institutiontransition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_invitation
    ADD CONSTRAINT institutions_invitation_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.institutions_invitation
    ADD CONSTRAINT institutions_invitation_key_key UNIQUE (key);
ALTER TABLE ONLY public.institutions_invitation
    ADD CONSTRAINT institutions_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_listedfacility
    ADD CONSTRAINT institutions_listedfacility_number_key UNIQUE (number);
ALTER TABLE ONLY public.institutions_listedfacility
    ADD CONSTRAINT institutions_listedfacility_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_practicefact
    ADD CONSTRAINT institutions_practicefact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_readiness
    ADD CONSTRAINT institutions_readiness_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.institutions_readiness
    ADD CONSTRAINT institutions_readiness_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.institutions_regionfact
    ADD CONSTRAINT institutions_regionfact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_interviewnote
    ADD CONSTRAINT interview_note_once UNIQUE (physician_id, topic, no);
ALTER TABLE ONLY public.candidacies_jointseat
    ADD CONSTRAINT joint_seat_of_a_talk_once UNIQUE (joint_id, candidacy_id);
ALTER TABLE ONLY public.keeping_backup
    ADD CONSTRAINT keeping_backup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keeping_erasureproof
    ADD CONSTRAINT keeping_erasureproof_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keeping_restoretest
    ADD CONSTRAINT keeping_restoretest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keeping_retentionline
    ADD CONSTRAINT keeping_retentionline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keeping_retentionrun
    ADD CONSTRAINT keeping_retentionrun_day_key UNIQUE (day);
ALTER TABLE ONLY public.keeping_retentionrun
    ADD CONSTRAINT keeping_retentionrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.merging_keptapart
    ADD CONSTRAINT kept_apart_once UNIQUE (kind, one, other);
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_regionanswer
    ADD CONSTRAINT matching_regionanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_slate
    ADD CONSTRAINT matching_slate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT matching_slateline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT matching_suggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_areamember
    ADD CONSTRAINT member_of_one_area_an_edition UNIQUE (edition_id, municipality_id);
ALTER TABLE ONLY public.merging_keptapart
    ADD CONSTRAINT merging_keptapart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.merging_merge
    ADD CONSTRAINT merging_merge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.merging_mergechange
    ADD CONSTRAINT merging_mergechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_newsletterdelivery
    ADD CONSTRAINT newsletter_one_a_month UNIQUE (subscriber_id, month);
ALTER TABLE ONLY public.research_noisyanswer
    ADD CONSTRAINT noisy_answer_once UNIQUE (edition_id, cube, question, epsilon);
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT notices_bulkline_notice_id_key UNIQUE (notice_id);
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT notices_bulkline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_key_key UNIQUE (key);
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_number_key UNIQUE (number);
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_key_key UNIQUE (key);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_chosenfrom
    ADD CONSTRAINT office_chosenfrom_candidacy_id_key UNIQUE (candidacy_id);
ALTER TABLE ONLY public.office_chosenfrom
    ADD CONSTRAINT office_chosenfrom_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_closedreport
    ADD CONSTRAINT office_closedreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_comparisonplan
    ADD CONSTRAINT office_comparisonplan_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_comparisonplan
    ADD CONSTRAINT office_comparisonplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_criterionreview
    ADD CONSTRAINT office_criterionreview_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_criterionreview
    ADD CONSTRAINT office_criterionreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_criterionwording
    ADD CONSTRAINT office_criterionwording_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_criterionwording
    ADD CONSTRAINT office_criterionwording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_evidence
    ADD CONSTRAINT office_evidence_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_evidence
    ADD CONSTRAINT office_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_explanationtext
    ADD CONSTRAINT office_explanationtext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_corrects_id_key UNIQUE (corrects_id);
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_refund_id_key UNIQUE (refund_id);
ALTER TABLE ONLY public.office_filepurpose
    ADD CONSTRAINT office_filepurpose_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_halfyearcheck
    ADD CONSTRAINT office_halfyearcheck_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_halfyearcheck
    ADD CONSTRAINT office_halfyearcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_incident
    ADD CONSTRAINT office_incident_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_incident
    ADD CONSTRAINT office_incident_number_key UNIQUE (number);
ALTER TABLE ONLY public.office_incident
    ADD CONSTRAINT office_incident_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_incidententry
    ADD CONSTRAINT office_incidententry_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_incidententry
    ADD CONSTRAINT office_incidententry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_invoice
    ADD CONSTRAINT office_invoice_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_invoice
    ADD CONSTRAINT office_invoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_invoice
    ADD CONSTRAINT office_invoice_serial_key UNIQUE (serial);
ALTER TABLE ONLY public.office_ledgerentry
    ADD CONSTRAINT office_ledgerentry_opening_id_key UNIQUE (opening_id);
ALTER TABLE ONLY public.office_ledgerentry
    ADD CONSTRAINT office_ledgerentry_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.office_ledgerentry
    ADD CONSTRAINT office_ledgerentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_ledgerremark
    ADD CONSTRAINT office_ledgerremark_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_ledgerremark
    ADD CONSTRAINT office_ledgerremark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_refund
    ADD CONSTRAINT office_refund_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_refund
    ADD CONSTRAINT office_refund_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_reviewanswer
    ADD CONSTRAINT office_reviewanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_stafftraining
    ADD CONSTRAINT office_stafftraining_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_stafftraining
    ADD CONSTRAINT office_stafftraining_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_supportaccess
    ADD CONSTRAINT office_supportaccess_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_supportaccess
    ADD CONSTRAINT office_supportaccess_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_termchange
    ADD CONSTRAINT office_termchange_key_key UNIQUE (key);
ALTER TABLE ONLY public.office_termchange
    ADD CONSTRAINT office_termchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_watchanswer
    ADD CONSTRAINT office_watchanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_watchlimit
    ADD CONSTRAINT office_watchlimit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_openingversion
    ADD CONSTRAINT opening_version_once UNIQUE (opening_id, no);
ALTER TABLE ONLY public.openings_openingwaiver
    ADD CONSTRAINT opening_waiver_once UNIQUE (opening_id, rule, field, words);
ALTER TABLE ONLY public.openings_advertisedopening
    ADD CONSTRAINT openings_advertisedopening_opening_id_key UNIQUE (opening_id);
ALTER TABLE ONLY public.openings_advertisedopening
    ADD CONSTRAINT openings_advertisedopening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_advertisement
    ADD CONSTRAINT openings_advertisement_key_key UNIQUE (key);
ALTER TABLE ONLY public.openings_advertisement
    ADD CONSTRAINT openings_advertisement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_confirmpreference
    ADD CONSTRAINT openings_confirmpreference_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY public.openings_confirmpreference
    ADD CONSTRAINT openings_confirmpreference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_intakesheet
    ADD CONSTRAINT openings_intakesheet_key_key UNIQUE (key);
ALTER TABLE ONLY public.openings_intakesheet
    ADD CONSTRAINT openings_intakesheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_form_key_key UNIQUE (form_key);
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_number_key UNIQUE (number);
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_openingtransition
    ADD CONSTRAINT openings_openingtransition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_openingversion
    ADD CONSTRAINT openings_openingversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_openingwaiver
    ADD CONSTRAINT openings_openingwaiver_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_searchchange
    ADD CONSTRAINT openings_searchchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.openings_spotday
    ADD CONSTRAINT openings_spotday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_campaign
    ADD CONSTRAINT outreach_campaign_code_key UNIQUE (code);
ALTER TABLE ONLY public.outreach_campaign
    ADD CONSTRAINT outreach_campaign_paper_code_ed3f6e37_uniq UNIQUE (paper_code);
ALTER TABLE ONLY public.outreach_campaign
    ADD CONSTRAINT outreach_campaign_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_campaigncost
    ADD CONSTRAINT outreach_campaigncost_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_campaigncost
    ADD CONSTRAINT outreach_campaigncost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_embedsite
    ADD CONSTRAINT outreach_embedsite_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_embedsite
    ADD CONSTRAINT outreach_embedsite_number_key UNIQUE (number);
ALTER TABLE ONLY public.outreach_embedsite
    ADD CONSTRAINT outreach_embedsite_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_funneledition
    ADD CONSTRAINT outreach_funneledition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_funneledition
    ADD CONSTRAINT outreach_funneledition_until_key UNIQUE (until);
ALTER TABLE ONLY public.outreach_letterwording
    ADD CONSTRAINT outreach_letterwording_no_key UNIQUE (no);
ALTER TABLE ONLY public.outreach_letterwording
    ADD CONSTRAINT outreach_letterwording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_newsitem
    ADD CONSTRAINT outreach_newsitem_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_newsitem
    ADD CONSTRAINT outreach_newsitem_number_key UNIQUE (number);
ALTER TABLE ONLY public.outreach_newsitem
    ADD CONSTRAINT outreach_newsitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_newsletterdelivery
    ADD CONSTRAINT outreach_newsletterdelivery_line_id_key UNIQUE (line_id);
ALTER TABLE ONLY public.outreach_newsletterdelivery
    ADD CONSTRAINT outreach_newsletterdelivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletterissue_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletterissue_number_key UNIQUE (number);
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletterissue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletterissue_sending_id_key UNIQUE (sending_id);
ALTER TABLE ONLY public.outreach_pressrun
    ADD CONSTRAINT outreach_pressrun_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_pressrun
    ADD CONSTRAINT outreach_pressrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_seminar
    ADD CONSTRAINT outreach_seminar_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_seminar
    ADD CONSTRAINT outreach_seminar_number_key UNIQUE (number);
ALTER TABLE ONLY public.outreach_seminar
    ADD CONSTRAINT outreach_seminar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_seminarentry
    ADD CONSTRAINT outreach_seminarentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_seminarentry
    ADD CONSTRAINT outreach_seminarentry_token_key UNIQUE (token);
ALTER TABLE ONLY public.outreach_society
    ADD CONSTRAINT outreach_society_organisation_id_key UNIQUE (organisation_id);
ALTER TABLE ONLY public.outreach_society
    ADD CONSTRAINT outreach_society_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_societycontact
    ADD CONSTRAINT outreach_societycontact_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_societycontact
    ADD CONSTRAINT outreach_societycontact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_story
    ADD CONSTRAINT outreach_story_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_story
    ADD CONSTRAINT outreach_story_number_key UNIQUE (number);
ALTER TABLE ONLY public.outreach_story
    ADD CONSTRAINT outreach_story_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_story
    ADD CONSTRAINT outreach_story_token_key UNIQUE (token);
ALTER TABLE ONLY public.outreach_storyconsent
    ADD CONSTRAINT outreach_storyconsent_key_key UNIQUE (key);
ALTER TABLE ONLY public.outreach_storyconsent
    ADD CONSTRAINT outreach_storyconsent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_storypicture
    ADD CONSTRAINT outreach_storypicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_subscriber
    ADD CONSTRAINT outreach_subscriber_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_subscriber
    ADD CONSTRAINT outreach_subscriber_token_key UNIQUE (token);
ALTER TABLE ONLY public.outreach_visitcount
    ADD CONSTRAINT outreach_visitcount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_papertyping
    ADD CONSTRAINT paper_typing_once UNIQUE (sheet_id, no);
ALTER TABLE ONLY public.areas_physiciancount
    ADD CONSTRAINT physician_count_once UNIQUE NULLS NOT DISTINCT (edition, prefecture_id, specialty, age_from, age_to, sex);
ALTER TABLE ONLY public.physicians_anonymousdetail
    ADD CONSTRAINT physicians_anonymousdetail_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_anonymousdetail
    ADD CONSTRAINT physicians_anonymousdetail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_careerpost
    ADD CONSTRAINT physicians_careerpost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_consent
    ADD CONSTRAINT physicians_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_consenttext
    ADD CONSTRAINT physicians_consenttext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_contactevent
    ADD CONSTRAINT physicians_contactevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_contactpromise
    ADD CONSTRAINT physicians_contactpromise_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_contactpromise
    ADD CONSTRAINT physicians_contactpromise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_deliverychoice
    ADD CONSTRAINT physicians_deliverychoice_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_deliverychoice
    ADD CONSTRAINT physicians_deliverychoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_disclosuregrant
    ADD CONSTRAINT physicians_disclosuregrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_document
    ADD CONSTRAINT physicians_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_familylink
    ADD CONSTRAINT physicians_familylink_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.physicians_familylink
    ADD CONSTRAINT physicians_familylink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_familyplace
    ADD CONSTRAINT physicians_familyplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_familyquestion
    ADD CONSTRAINT physicians_familyquestion_key_key UNIQUE (key);
ALTER TABLE ONLY public.physicians_familyquestion
    ADD CONSTRAINT physicians_familyquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_identity
    ADD CONSTRAINT physicians_identity_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_identity
    ADD CONSTRAINT physicians_identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_interview
    ADD CONSTRAINT physicians_interview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_interviewnote
    ADD CONSTRAINT physicians_interviewnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_leaving
    ADD CONSTRAINT physicians_leaving_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.physicians_leaving
    ADD CONSTRAINT physicians_leaving_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_leaving
    ADD CONSTRAINT physicians_leaving_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_legalhold
    ADD CONSTRAINT physicians_legalhold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_narrowwording
    ADD CONSTRAINT physicians_narrowwording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_number_key UNIQUE (number);
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.physicians_physiciantransition
    ADD CONSTRAINT physicians_physiciantransition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_preparation
    ADD CONSTRAINT physicians_preparation_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_preparation
    ADD CONSTRAINT physicians_preparation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_qualification
    ADD CONSTRAINT physicians_qualification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrationdraft_key_key UNIQUE (key);
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrationdraft_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrationdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_retirementplan
    ADD CONSTRAINT physicians_retirementplan_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_retirementplan
    ADD CONSTRAINT physicians_retirementplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_savedsearch
    ADD CONSTRAINT physicians_savedsearch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_scopesheet
    ADD CONSTRAINT physicians_scopesheet_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_scopesheet
    ADD CONSTRAINT physicians_scopesheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_wishapproval
    ADD CONSTRAINT physicians_wishapproval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_wishapproval
    ADD CONSTRAINT physicians_wishapproval_sheet_id_key UNIQUE (sheet_id);
ALTER TABLE ONLY public.physicians_wishsheet
    ADD CONSTRAINT physicians_wishsheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_wishwords
    ADD CONSTRAINT physicians_wishwords_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.physicians_workingweek
    ADD CONSTRAINT physicians_workingweek_physician_id_key UNIQUE (physician_id);
ALTER TABLE ONLY public.physicians_workingweek
    ADD CONSTRAINT physicians_workingweek_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.areas_populationcount
    ADD CONSTRAINT population_once UNIQUE NULLS NOT DISTINCT (as_of, prefecture_id, municipality_id, sex);
ALTER TABLE ONLY public.institutions_practicefact
    ADD CONSTRAINT practice_fact_once UNIQUE (institution_id, key);
ALTER TABLE ONLY public.areas_prefectureindex
    ADD CONSTRAINT prefecture_index_once_an_edition UNIQUE (edition_id, prefecture_id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keeping_erasureproof
    ADD CONSTRAINT proof_once_for_each_scope UNIQUE (leaving_id, scope);
ALTER TABLE ONLY public.desk_qualityitem
    ADD CONSTRAINT quality_item_once UNIQUE (sample_id, no);
ALTER TABLE ONLY public.referrals_alsoheld
    ADD CONSTRAINT referrals_alsoheld_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_answer_id_key UNIQUE (answer_id);
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_number_key UNIQUE (number);
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_sheet_id_key UNIQUE (sheet_id);
ALTER TABLE ONLY public.referrals_elsewhere
    ADD CONSTRAINT referrals_elsewhere_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_partner
    ADD CONSTRAINT referrals_partner_name_key UNIQUE (name);
ALTER TABLE ONLY public.referrals_partner
    ADD CONSTRAINT referrals_partner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_partnerkey
    ADD CONSTRAINT referrals_partnerkey_fingerprint_key UNIQUE (fingerprint);
ALTER TABLE ONLY public.referrals_partnerkey
    ADD CONSTRAINT referrals_partnerkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_provision
    ADD CONSTRAINT referrals_provision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_code_key UNIQUE (code);
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_key_key UNIQUE (key);
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_number_key UNIQUE (number);
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_sheet_id_key UNIQUE (sheet_id);
ALTER TABLE ONLY public.referrals_signingkey
    ADD CONSTRAINT referrals_signingkey_fingerprint_key UNIQUE (fingerprint);
ALTER TABLE ONLY public.referrals_signingkey
    ADD CONSTRAINT referrals_signingkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_reflection
    ADD CONSTRAINT reflection_once_a_side UNIQUE (visit_id, side);
ALTER TABLE ONLY public.matching_regionanswer
    ADD CONSTRAINT region_answer_once UNIQUE (area, run_id);
ALTER TABLE ONLY public.relays_relaymember
    ADD CONSTRAINT relay_member_once UNIQUE (plan_id, physician_id);
ALTER TABLE ONLY public.relays_relayplan
    ADD CONSTRAINT relay_plan_once UNIQUE (post_id, no);
ALTER TABLE ONLY public.relays_relaymember
    ADD CONSTRAINT relays_relaymember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.relays_relayplan
    ADD CONSTRAINT relays_relayplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.relays_relaypost
    ADD CONSTRAINT relays_relaypost_key_key UNIQUE (key);
ALTER TABLE ONLY public.relays_relaypost
    ADD CONSTRAINT relays_relaypost_number_key UNIQUE (number);
ALTER TABLE ONLY public.relays_relaypost
    ADD CONSTRAINT relays_relaypost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.research_figuresedition
    ADD CONSTRAINT research_figuresedition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.research_figuresedition
    ADD CONSTRAINT research_figuresedition_until_key UNIQUE (until);
ALTER TABLE ONLY public.research_noiseyear
    ADD CONSTRAINT research_noiseyear_pkey PRIMARY KEY (year);
ALTER TABLE ONLY public.research_noisyanswer
    ADD CONSTRAINT research_noisyanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.research_researchedition
    ADD CONSTRAINT research_researchedition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.research_researchedition
    ADD CONSTRAINT research_researchedition_until_key UNIQUE (until);
ALTER TABLE ONLY public.research_scenario
    ADD CONSTRAINT research_scenario_key_key UNIQUE (key);
ALTER TABLE ONLY public.research_scenario
    ADD CONSTRAINT research_scenario_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.research_yearlycut
    ADD CONSTRAINT research_yearlycut_pkey PRIMARY KEY (year);
ALTER TABLE ONLY public.keeping_retentionline
    ADD CONSTRAINT retention_line_once UNIQUE (run_id, kind, number);
ALTER TABLE ONLY public.office_reviewanswer
    ADD CONSTRAINT review_once_a_quarter UNIQUE (quarter, membership_id);
ALTER TABLE ONLY public.physicians_savedsearch
    ADD CONSTRAINT saved_search_name_once UNIQUE (physician_id, name_index);
ALTER TABLE ONLY public.outreach_seminarentry
    ADD CONSTRAINT seminar_entry_once UNIQUE (seminar_id, address_index);
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT slate_pair_once UNIQUE (slate_id, physician_id, opening_id);
ALTER TABLE ONLY public.aftercare_starttick
    ADD CONSTRAINT start_item_once UNIQUE (placement_id, item);
ALTER TABLE ONLY public.outreach_storypicture
    ADD CONSTRAINT story_picture_once UNIQUE (story_id, digest);
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT story_version_once UNIQUE (story_id, no);
ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT suggestion_once UNIQUE (run_id, physician_id, opening_id);
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT survey_label_once UNIQUE (survey_id, label);
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT survey_seat_once UNIQUE (survey_id, physician_id);
ALTER TABLE ONLY public.surveys_surveyversion
    ADD CONSTRAINT survey_version_once UNIQUE (survey_id, no);
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_key_key UNIQUE (key);
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_number_key UNIQUE (number);
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_paper_code_key UNIQUE (paper_code);
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_token_digest_key UNIQUE (token_digest);
ALTER TABLE ONLY public.surveys_surveyversion
    ADD CONSTRAINT surveys_surveyversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT trace_once UNIQUE (source, source_pk);
ALTER TABLE ONLY public.candidacies_trackstep
    ADD CONSTRAINT track_step_once UNIQUE (version_id, no);
ALTER TABLE ONLY public.accounts_typedwords
    ADD CONSTRAINT typed_words_once_a_form UNIQUE NULLS NOT DISTINCT (browser, user_id, sent_to);
ALTER TABLE ONLY public.outreach_visitcount
    ADD CONSTRAINT visit_count_once_a_slot UNIQUE (campaign_id, day, slot);
ALTER TABLE ONLY public.visits_reflection
    ADD CONSTRAINT visits_reflection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_key_key UNIQUE (key);
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_number_key UNIQUE (number);
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.visits_tripcost
    ADD CONSTRAINT visits_tripcost_key_key UNIQUE (key);
ALTER TABLE ONLY public.visits_tripcost
    ADD CONSTRAINT visits_tripcost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_tripstop
    ADD CONSTRAINT visits_tripstop_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.visits_visittime
    ADD CONSTRAINT visits_visittime_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.office_watchanswer
    ADD CONSTRAINT watch_answered_once UNIQUE (kind, reader_id, day);
ALTER TABLE ONLY public.physicians_wishsheet
    ADD CONSTRAINT wish_sheet_once UNIQUE (physician_id, no);
ALTER TABLE ONLY public.desk_wordtemplateversion
    ADD CONSTRAINT word_template_version_once UNIQUE (template_id, no);
ALTER TABLE ONLY public.areas_facilityworkforce
    ADD CONSTRAINT workforce_once_an_edition UNIQUE (edition, number);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_membership_organisation_id_98e5c22b ON public.accounts_membership USING btree (organisation_id);
CREATE INDEX accounts_membership_user_id_487fb39e ON public.accounts_membership USING btree (user_id);
CREATE INDEX accounts_session_expire_date_5bbfba7c ON public.accounts_session USING btree (expire_date);
CREATE INDEX accounts_session_session_key_b186966f_like ON public.accounts_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX accounts_session_user_id_d5aaed01 ON public.accounts_session USING btree (user_id);
CREATE INDEX accounts_signinlink_digest_1d44a57a_like ON public.accounts_signinlink USING btree (digest varchar_pattern_ops);
CREATE INDEX accounts_signinlink_user_id_a6b02f6b ON public.accounts_signinlink USING btree (user_id);
CREATE INDEX accounts_typedwords_expires_at_445f8cc5 ON public.accounts_typedwords USING btree (expires_at);
CREATE INDEX accounts_typedwords_user_id_4f6c302b ON public.accounts_typedwords USING btree (user_id);
CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);
CREATE INDEX aftercare_caretask_candidacy_id_b14d0147 ON public.aftercare_caretask USING btree (candidacy_id);
CREATE INDEX aftercare_caretask_checkin_id_bba6e035 ON public.aftercare_caretask USING btree (checkin_id);
CREATE INDEX aftercare_caretask_done_by_id_7d061617 ON public.aftercare_caretask USING btree (done_by_id);
CREATE INDEX aftercare_checkin_author_id_ab39c4c9 ON public.aftercare_checkin USING btree (author_id);
CREATE INDEX aftercare_checkin_placement_id_51554777 ON public.aftercare_checkin USING btree (placement_id);
CREATE INDEX aftercare_clauseaudit_checkin_id_63daa6a4 ON public.aftercare_clauseaudit USING btree (checkin_id);
CREATE INDEX aftercare_keeping_replied_by_id_4edd4949 ON public.aftercare_keeping USING btree (replied_by_id);
CREATE INDEX aftercare_starttick_author_id_12cddb83 ON public.aftercare_starttick USING btree (author_id);
CREATE INDEX aftercare_starttick_placement_id_2aeb84f6 ON public.aftercare_starttick USING btree (placement_id);
CREATE UNIQUE INDEX also_held_once_a_partner ON public.referrals_alsoheld USING btree (opening_id, partner_id) WHERE (ended_at IS NULL);
CREATE INDEX areas_areaedition_code_fe306b7e_like ON public.areas_areaedition USING btree (code varchar_pattern_ops);
CREATE INDEX areas_areamember_area_id_6bf8b818 ON public.areas_areamember USING btree (area_id);
CREATE INDEX areas_areamember_edition_id_a108e993 ON public.areas_areamember USING btree (edition_id);
CREATE INDEX areas_areamember_municipality_id_9f3ae673 ON public.areas_areamember USING btree (municipality_id);
CREATE INDEX areas_areamember_municipality_id_9f3ae673_like ON public.areas_areamember USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX areas_designation_area_id_b25ff7d4 ON public.areas_designation USING btree (area_id);
CREATE INDEX areas_designation_municipality_id_128ce6d6 ON public.areas_designation USING btree (municipality_id);
CREATE INDEX areas_designation_municipality_id_128ce6d6_like ON public.areas_designation USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX areas_facilityworkforce_area_id_7c59f4ce ON public.areas_facilityworkforce USING btree (area_id);
CREATE INDEX areas_facilityworkforce_prefecture_id_ef40c300 ON public.areas_facilityworkforce USING btree (prefecture_id);
CREATE INDEX areas_facilityworkforce_prefecture_id_ef40c300_like ON public.areas_facilityworkforce USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX areas_loadedreference_name_6d771c04_like ON public.areas_loadedreference USING btree (name varchar_pattern_ops);
CREATE INDEX areas_medicalarea_edition_id_3934131a ON public.areas_medicalarea USING btree (edition_id);
CREATE INDEX areas_medicalarea_prefecture_id_879accbf ON public.areas_medicalarea USING btree (prefecture_id);
CREATE INDEX areas_medicalarea_prefecture_id_879accbf_like ON public.areas_medicalarea USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX areas_municipality_city_id_f53fbf55 ON public.areas_municipality USING btree (city_id);
CREATE INDEX areas_municipality_city_id_f53fbf55_like ON public.areas_municipality USING btree (city_id varchar_pattern_ops);
CREATE INDEX areas_municipality_code_2b734706_like ON public.areas_municipality USING btree (code varchar_pattern_ops);
CREATE INDEX areas_municipality_prefecture_id_f9d6eef1 ON public.areas_municipality USING btree (prefecture_id);
CREATE INDEX areas_municipality_prefecture_id_f9d6eef1_like ON public.areas_municipality USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX areas_patientflow_area_id_e538e011 ON public.areas_patientflow USING btree (area_id);
CREATE INDEX areas_physiciancount_prefecture_id_b28be6b3 ON public.areas_physiciancount USING btree (prefecture_id);
CREATE INDEX areas_physiciancount_prefecture_id_b28be6b3_like ON public.areas_physiciancount USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX areas_populationcount_municipality_id_1df3b1b2 ON public.areas_populationcount USING btree (municipality_id);
CREATE INDEX areas_populationcount_municipality_id_1df3b1b2_like ON public.areas_populationcount USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX areas_populationcount_prefecture_id_4ab0bfbe ON public.areas_populationcount USING btree (prefecture_id);
CREATE INDEX areas_populationcount_prefecture_id_4ab0bfbe_like ON public.areas_populationcount USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX areas_prefecture_code_e59bb2e8_like ON public.areas_prefecture USING btree (code varchar_pattern_ops);
CREATE INDEX areas_prefectureindex_edition_id_94e265f7 ON public.areas_prefectureindex USING btree (edition_id);
CREATE INDEX areas_prefectureindex_prefecture_id_dfb9b183 ON public.areas_prefectureindex USING btree (prefecture_id);
CREATE INDEX areas_prefectureindex_prefecture_id_dfb9b183_like ON public.areas_prefectureindex USING btree (prefecture_id varchar_pattern_ops);
CREATE UNIQUE INDEX arrived_code_once_a_partner ON public.referrals_arrived USING btree (partner_id, code) WHERE ((kind)::text = ANY (ARRAY[('physician'::character varying)::text, ('opening'::character varying)::text]));
CREATE INDEX audit_by_actor ON public.audit_entry USING btree (actor_id, at);
CREATE INDEX audit_by_object ON public.audit_entry USING btree (object_type, object_number, at);
CREATE INDEX audit_entry_actor_id_57c4b003 ON public.audit_entry USING btree (actor_id);
CREATE INDEX audit_exports ON public.audit_entry USING btree (id DESC) WHERE ((action)::text ~~ 'export:%'::text);
CREATE INDEX audit_readings ON public.audit_entry USING btree (at) WHERE (level >= 3);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE UNIQUE INDEX bulk_line_one_a_person ON public.notices_bulkline USING btree (sending_id, person) WHERE (NOT ((person)::text = ''::text));
CREATE UNIQUE INDEX bulk_line_one_a_user ON public.notices_bulkline USING btree (sending_id, user_id) WHERE (user_id IS NOT NULL);
CREATE UNIQUE INDEX bulk_line_one_a_whose ON public.notices_bulkline USING btree (sending_id, whose) WHERE (NOT ((whose)::text = ''::text));
CREATE UNIQUE INDEX calendar_feed_one_open ON public.desk_calendarfeed USING btree (owner_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX callback_one_open_a_number ON public.desk_callbackrequest USING btree (phone_index) WHERE (done_at IS NULL);
CREATE INDEX candidacies_agreementversion_candidacy_id_00495887 ON public.candidacies_agreementversion USING btree (candidacy_id);
CREATE INDEX candidacies_agreementversion_made_by_id_9613ecbd ON public.candidacies_agreementversion USING btree (made_by_id);
CREATE INDEX candidacies_answer_author_id_a0e763ee ON public.candidacies_answer USING btree (author_id);
CREATE INDEX candidacies_answer_question_id_723be730 ON public.candidacies_answer USING btree (question_id);
CREATE INDEX candidacies_approval_by_id_b011e496 ON public.candidacies_approval USING btree (by_id);
CREATE INDEX candidacies_approval_version_id_5ab096bf ON public.candidacies_approval USING btree (version_id);
CREATE INDEX candidacies_attachment_author_id_c3304f92 ON public.candidacies_attachment USING btree (author_id);
CREATE INDEX candidacies_attachment_candidacy_id_09272daa ON public.candidacies_attachment USING btree (candidacy_id);
CREATE INDEX candidacies_candidacy_number_7047d536_like ON public.candidacies_candidacy USING btree (number varchar_pattern_ops);
CREATE INDEX candidacies_candidacy_opening_id_2b62ca48 ON public.candidacies_candidacy USING btree (opening_id);
CREATE INDEX candidacies_candidacy_owner_id_c75ab337 ON public.candidacies_candidacy USING btree (owner_id);
CREATE INDEX candidacies_candidacy_physician_id_148e6213 ON public.candidacies_candidacy USING btree (physician_id);
CREATE INDEX candidacies_candidacy_previous_id_ce4c4b82 ON public.candidacies_candidacy USING btree (previous_id);
CREATE INDEX candidacies_candidacy_version_seen_id_af7516d5 ON public.candidacies_candidacy USING btree (version_seen_id);
CREATE INDEX candidacies_candidacytransition_actor_id_6ce81d13 ON public.candidacies_candidacytransition USING btree (actor_id);
CREATE INDEX candidacies_candidacytransition_candidacy_id_aa408adf ON public.candidacies_candidacytransition USING btree (candidacy_id);
CREATE INDEX candidacies_clause_candidacy_id_5dca880d ON public.candidacies_clause USING btree (candidacy_id);
CREATE INDEX candidacies_clause_question_id_f9334761 ON public.candidacies_clause USING btree (question_id);
CREATE INDEX candidacies_commonanswer_chosen_by_id_b8faf605 ON public.candidacies_commonanswer USING btree (chosen_by_id);
CREATE INDEX candidacies_commonanswer_institution_id_9fdf5072 ON public.candidacies_commonanswer USING btree (institution_id);
CREATE INDEX candidacies_commonanswer_origin_id_48ac7e59 ON public.candidacies_commonanswer USING btree (origin_id);
CREATE INDEX candidacies_companionwish_named_204874c0 ON public.candidacies_companionwish USING btree (named);
CREATE INDEX candidacies_companionwish_named_204874c0_like ON public.candidacies_companionwish USING btree (named varchar_pattern_ops);
CREATE INDEX candidacies_companionwish_physician_id_408f7366 ON public.candidacies_companionwish USING btree (physician_id);
CREATE INDEX candidacies_heldmessage_author_id_1c0dad31 ON public.candidacies_heldmessage USING btree (author_id);
CREATE INDEX candidacies_heldmessage_candidacy_id_2257f953 ON public.candidacies_heldmessage USING btree (candidacy_id);
CREATE INDEX candidacies_heldmessage_decided_by_id_7de7b8ad ON public.candidacies_heldmessage USING btree (decided_by_id);
CREATE INDEX candidacies_heldmessage_question_id_c2eac0e0 ON public.candidacies_heldmessage USING btree (question_id);
CREATE INDEX candidacies_inquiry_answered_by_id_66837eac ON public.candidacies_inquiry USING btree (answered_by_id);
CREATE INDEX candidacies_inquiry_candidacy_id_e4c377c4 ON public.candidacies_inquiry USING btree (candidacy_id);
CREATE INDEX candidacies_jointseat_candidacy_id_708a369b ON public.candidacies_jointseat USING btree (candidacy_id);
CREATE INDEX candidacies_jointseat_joint_id_6b26e253 ON public.candidacies_jointseat USING btree (joint_id);
CREATE INDEX candidacies_jointtalk_made_by_id_32075125 ON public.candidacies_jointtalk USING btree (made_by_id);
CREATE INDEX candidacies_jointtalk_number_0eba36fb_like ON public.candidacies_jointtalk USING btree (number varchar_pattern_ops);
CREATE INDEX candidacies_message_author_id_4923a1ff ON public.candidacies_message USING btree (author_id);
CREATE INDEX candidacies_message_candidacy_id_7cea3703 ON public.candidacies_message USING btree (candidacy_id);
CREATE INDEX candidacies_privatenote_author_id_353844e9 ON public.candidacies_privatenote USING btree (author_id);
CREATE INDEX candidacies_privatenote_candidacy_id_7b3f7255 ON public.candidacies_privatenote USING btree (candidacy_id);
CREATE INDEX candidacies_question_author_id_619845e5 ON public.candidacies_question USING btree (author_id);
CREATE INDEX candidacies_question_candidacy_id_e1dded17 ON public.candidacies_question USING btree (candidacy_id);
CREATE INDEX candidacies_talknews_candidacy_id_9f4c9e8b ON public.candidacies_talknews USING btree (candidacy_id);
CREATE INDEX candidacies_termswish_by_id_84975c0d ON public.candidacies_termswish USING btree (by_id);
CREATE INDEX candidacies_termswish_candidacy_id_ee991a90 ON public.candidacies_termswish USING btree (candidacy_id);
CREATE INDEX candidacies_trackrecord_by_id_fdb8840d ON public.candidacies_trackrecord USING btree (by_id);
CREATE INDEX candidacies_trackrecord_step_id_0b425e7d ON public.candidacies_trackrecord USING btree (step_id);
CREATE INDEX candidacies_trackstep_version_id_03982a17 ON public.candidacies_trackstep USING btree (version_id);
CREATE INDEX candidacy_by_due ON public.candidacies_candidacy USING btree (state, due_on);
CREATE UNIQUE INDEX candidacy_open_once ON public.candidacies_candidacy USING btree (physician_id, opening_id) WHERE (NOT ((state)::text = ANY (ARRAY[('cancelled_after_agreement'::character varying)::text, ('coordinator_closed'::character varying)::text, ('institution_declined'::character varying)::text, ('left'::character varying)::text, ('opening_closed'::character varying)::text, ('physician_declined'::character varying)::text, ('settled'::character varying)::text])));
CREATE UNIQUE INDEX companion_wish_once ON public.candidacies_companionwish USING btree (physician_id, named) WHERE (ended_at IS NULL);
CREATE INDEX complaints_complaint_about_id_d61bd578 ON public.complaints_complaint USING btree (about_id);
CREATE INDEX complaints_complaint_code_02c11bbd_like ON public.complaints_complaint USING btree (code varchar_pattern_ops);
CREATE INDEX complaints_complaint_handler_id_be7a03e0 ON public.complaints_complaint USING btree (handler_id);
CREATE INDEX complaints_complaint_number_0bd00cd2_like ON public.complaints_complaint USING btree (number varchar_pattern_ops);
CREATE INDEX complaints_complaint_recorded_by_id_eaa8796d ON public.complaints_complaint USING btree (recorded_by_id);
CREATE INDEX complaints_complaint_user_id_fbe61a45 ON public.complaints_complaint USING btree (user_id);
CREATE UNIQUE INDEX conference_case_once_candidacy ON public.desk_conferencecase USING btree (conference_id, candidacy_id) WHERE (dropped_at IS NULL);
CREATE UNIQUE INDEX conference_case_once_institution ON public.desk_conferencecase USING btree (conference_id, institution_id) WHERE (dropped_at IS NULL);
CREATE UNIQUE INDEX conference_case_once_opening ON public.desk_conferencecase USING btree (conference_id, opening_id) WHERE (dropped_at IS NULL);
CREATE UNIQUE INDEX conference_case_once_physician ON public.desk_conferencecase USING btree (conference_id, physician_id) WHERE (dropped_at IS NULL);
CREATE UNIQUE INDEX consent_once_in_force ON public.physicians_consent USING btree (physician_id, text_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX contact_of_physician ON public.physicians_contactevent USING btree (physician_id, at DESC);
CREATE UNIQUE INDEX contact_one_call_at_a_time ON public.physicians_contactevent USING btree (physician_id) WHERE ((outcome)::text = 'open'::text);
CREATE INDEX desk_calendarfeed_digest_8fe5eb3b_like ON public.desk_calendarfeed USING btree (digest varchar_pattern_ops);
CREATE INDEX desk_calendarfeed_owner_id_c7b2724d ON public.desk_calendarfeed USING btree (owner_id);
CREATE INDEX desk_callbackrequest_done_by_id_40fabf99 ON public.desk_callbackrequest USING btree (done_by_id);
CREATE INDEX desk_callbackrequest_number_5ca9eb1b_like ON public.desk_callbackrequest USING btree (number varchar_pattern_ops);
CREATE INDEX desk_caseloadmove_giver_id_81518b2e ON public.desk_caseloadmove USING btree (giver_id);
CREATE INDEX desk_caseloadmove_offered_by_id_67fe865e ON public.desk_caseloadmove USING btree (offered_by_id);
CREATE INDEX desk_caseloadmove_taker_id_06015508 ON public.desk_caseloadmove USING btree (taker_id);
CREATE INDEX desk_caseloadmove_undone_by_id_a07c9ca1 ON public.desk_caseloadmove USING btree (undone_by_id);
CREATE INDEX desk_conference_attended_conference_id_f6399982 ON public.desk_conference_attended USING btree (conference_id);
CREATE INDEX desk_conference_attended_user_id_1026bd6d ON public.desk_conference_attended USING btree (user_id);
CREATE INDEX desk_conference_held_by_id_1aa30283 ON public.desk_conference USING btree (held_by_id);
CREATE INDEX desk_conference_number_f9af6ff2_like ON public.desk_conference USING btree (number varchar_pattern_ops);
CREATE INDEX desk_conference_planned_by_id_ff85e814 ON public.desk_conference USING btree (planned_by_id);
CREATE INDEX desk_conferencecase_action_id_b5b1a9ef ON public.desk_conferencecase USING btree (action_id);
CREATE INDEX desk_conferencecase_candidacy_id_cd875970 ON public.desk_conferencecase USING btree (candidacy_id);
CREATE INDEX desk_conferencecase_conference_id_000c2c05 ON public.desk_conferencecase USING btree (conference_id);
CREATE INDEX desk_conferencecase_decided_by_id_0c12a298 ON public.desk_conferencecase USING btree (decided_by_id);
CREATE INDEX desk_conferencecase_institution_id_7dee5fb6 ON public.desk_conferencecase USING btree (institution_id);
CREATE INDEX desk_conferencecase_opening_id_60214529 ON public.desk_conferencecase USING btree (opening_id);
CREATE INDEX desk_conferencecase_physician_id_3f811c07 ON public.desk_conferencecase USING btree (physician_id);
CREATE INDEX desk_conferencecase_put_by_id_7562364c ON public.desk_conferencecase USING btree (put_by_id);
CREATE INDEX desk_deputy_absent_id_f590c5f3 ON public.desk_deputy USING btree (absent_id);
CREATE INDEX desk_deputy_deputy_id_c163b71a ON public.desk_deputy USING btree (deputy_id);
CREATE INDEX desk_deputy_made_by_id_02cdffdb ON public.desk_deputy USING btree (made_by_id);
CREATE INDEX desk_desknote_author_id_37d23fcb ON public.desk_desknote USING btree (author_id);
CREATE INDEX desk_desknote_candidacy_id_464a329d ON public.desk_desknote USING btree (candidacy_id);
CREATE INDEX desk_desknote_institution_id_593de462 ON public.desk_desknote USING btree (institution_id);
CREATE INDEX desk_desknote_opening_id_582fb1a5 ON public.desk_desknote USING btree (opening_id);
CREATE INDEX desk_desknote_physician_id_a4fe1fca ON public.desk_desknote USING btree (physician_id);
CREATE INDEX desk_desknote_struck_by_id_9fe427dd ON public.desk_desknote USING btree (struck_by_id);
CREATE INDEX desk_handedwriting_candidacy_id_48d5cf90 ON public.desk_handedwriting USING btree (candidacy_id);
CREATE INDEX desk_handedwriting_handed_by_id_1d593793 ON public.desk_handedwriting USING btree (handed_by_id);
CREATE INDEX desk_handedwriting_institution_id_3ed916ca ON public.desk_handedwriting USING btree (institution_id);
CREATE INDEX desk_handedwriting_opening_id_bbc479f6 ON public.desk_handedwriting USING btree (opening_id);
CREATE INDEX desk_handedwriting_physician_id_93e15fe3 ON public.desk_handedwriting USING btree (physician_id);
CREATE INDEX desk_handedwriting_words_id_b6f8aeca ON public.desk_handedwriting USING btree (words_id);
CREATE INDEX desk_keeper_coordinator_id_10012748 ON public.desk_keeper USING btree (coordinator_id);
CREATE INDEX desk_nextaction_candidacy_id_700ee3f3 ON public.desk_nextaction USING btree (candidacy_id);
CREATE INDEX desk_nextaction_done_by_id_feeca1aa ON public.desk_nextaction USING btree (done_by_id);
CREATE INDEX desk_nextaction_institution_id_b6bff66e ON public.desk_nextaction USING btree (institution_id);
CREATE INDEX desk_nextaction_opening_id_8d09a836 ON public.desk_nextaction USING btree (opening_id);
CREATE INDEX desk_nextaction_owner_id_baccb3b4 ON public.desk_nextaction USING btree (owner_id);
CREATE INDEX desk_nextaction_physician_id_d5e997e6 ON public.desk_nextaction USING btree (physician_id);
CREATE INDEX desk_nextaction_set_by_id_3626c86e ON public.desk_nextaction USING btree (set_by_id);
CREATE INDEX desk_note_of_candidacy ON public.desk_desknote USING btree (candidacy_id, at DESC);
CREATE INDEX desk_note_of_institution ON public.desk_desknote USING btree (institution_id, at DESC);
CREATE INDEX desk_note_of_opening ON public.desk_desknote USING btree (opening_id, at DESC);
CREATE INDEX desk_note_of_physician ON public.desk_desknote USING btree (physician_id, at DESC);
CREATE INDEX desk_owntime_owner_id_b4daa530 ON public.desk_owntime USING btree (owner_id);
CREATE INDEX desk_papersheet_candidacy_id_309236f6 ON public.desk_papersheet USING btree (candidacy_id);
CREATE INDEX desk_papersheet_code_724f6b6d_like ON public.desk_papersheet USING btree (code varchar_pattern_ops);
CREATE INDEX desk_papersheet_done_by_id_993eb415 ON public.desk_papersheet USING btree (done_by_id);
CREATE INDEX desk_papersheet_institution_id_3a6519c4 ON public.desk_papersheet USING btree (institution_id);
CREATE INDEX desk_papersheet_made_by_id_df851e11 ON public.desk_papersheet USING btree (made_by_id);
CREATE INDEX desk_papersheet_opening_id_a7681bef ON public.desk_papersheet USING btree (opening_id);
CREATE INDEX desk_papersheet_physician_id_0592a4c9 ON public.desk_papersheet USING btree (physician_id);
CREATE INDEX desk_papertyping_sheet_id_ce189eb7 ON public.desk_papertyping USING btree (sheet_id);
CREATE INDEX desk_papertyping_typed_by_id_24199d5c ON public.desk_papertyping USING btree (typed_by_id);
CREATE INDEX desk_qualityitem_checker_id_0d69ba05 ON public.desk_qualityitem USING btree (checker_id);
CREATE INDEX desk_qualityitem_owner_id_6d0ab0aa ON public.desk_qualityitem USING btree (owner_id);
CREATE INDEX desk_qualityitem_sample_id_800631cc ON public.desk_qualityitem USING btree (sample_id);
CREATE INDEX desk_qualitysample_made_by_id_63b0bdb4 ON public.desk_qualitysample USING btree (made_by_id);
CREATE INDEX desk_trace_author_id_f67267cd ON public.desk_trace USING btree (author_id);
CREATE INDEX desk_trace_candidacy_id_3dce8e75 ON public.desk_trace USING btree (candidacy_id);
CREATE INDEX desk_trace_institution_id_bde2537e ON public.desk_trace USING btree (institution_id);
CREATE INDEX desk_trace_opening_id_71a0f080 ON public.desk_trace USING btree (opening_id);
CREATE INDEX desk_trace_physician_id_73e23025 ON public.desk_trace USING btree (physician_id);
CREATE INDEX desk_wordtemplate_title_1ee2b417_like ON public.desk_wordtemplate USING btree (title varchar_pattern_ops);
CREATE INDEX desk_wordtemplateversion_made_by_id_d0e1a29a ON public.desk_wordtemplateversion USING btree (made_by_id);
CREATE INDEX desk_wordtemplateversion_template_id_78b59192 ON public.desk_wordtemplateversion USING btree (template_id);
CREATE UNIQUE INDEX disclosure_once_in_force ON public.physicians_disclosuregrant USING btree (physician_id, institution_id, level) WHERE (withdrawn_at IS NULL);
CREATE INDEX draft_age ON public.physicians_registrationdraft USING btree (saved_at);
CREATE UNIQUE INDEX elsewhere_once_a_partner ON public.referrals_elsewhere USING btree (physician_id, partner_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX hold_once_in_force ON public.physicians_legalhold USING btree (physician_id) WHERE (lifted_at IS NULL);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX insight_by_corporation ON public.matching_insightanswer USING btree (corporation_id, day);
CREATE INDEX insight_by_institution ON public.matching_insightanswer USING btree (institution_id, day);
CREATE INDEX institutions_application_joined_id_b81f55ae ON public.institutions_application USING btree (joined_id);
CREATE INDEX institutions_approvalroute_saved_by_id_c5a7fa82 ON public.institutions_approvalroute USING btree (saved_by_id);
CREATE INDEX institutions_continuitybook_changed_by_id_626355b9 ON public.institutions_continuitybook USING btree (changed_by_id);
CREATE INDEX institutions_continuitypost_institution_id_ad61728c ON public.institutions_continuitypost USING btree (institution_id);
CREATE INDEX institutions_continuitypost_saved_by_id_6730022e ON public.institutions_continuitypost USING btree (saved_by_id);
CREATE INDEX institutions_corporation_name_1333958a_like ON public.institutions_corporation USING btree (name varchar_pattern_ops);
CREATE INDEX institutions_declaration_institution_id_27e8ed8a ON public.institutions_declaration USING btree (institution_id);
CREATE INDEX institutions_declaration_made_by_id_39857360 ON public.institutions_declaration USING btree (made_by_id);
CREATE INDEX institutions_hostingplan_saved_by_id_71d0c8a2 ON public.institutions_hostingplan USING btree (saved_by_id);
CREATE INDEX institutions_institution_corporation_id_191ed8c8 ON public.institutions_institution USING btree (corporation_id);
CREATE INDEX institutions_institution_listed_id_96a21d59 ON public.institutions_institution USING btree (listed_id);
CREATE INDEX institutions_institution_merged_into_id_b3beeab0 ON public.institutions_institution USING btree (merged_into_id);
CREATE INDEX institutions_institution_municipality_id_a235307e ON public.institutions_institution USING btree (municipality_id);
CREATE INDEX institutions_institution_municipality_id_a235307e_like ON public.institutions_institution USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX institutions_institution_number_e6716f99_like ON public.institutions_institution USING btree (number varchar_pattern_ops);
CREATE INDEX institutions_institutioncheck_checked_by_id_18ec261a ON public.institutions_institutioncheck USING btree (checked_by_id);
CREATE INDEX institutions_institutioncheck_institution_id_d63b75e0 ON public.institutions_institutioncheck USING btree (institution_id);
CREATE INDEX institutions_institutioncheck_listed_id_dfd75b67 ON public.institutions_institutioncheck USING btree (listed_id);
CREATE INDEX institutions_institutiontransition_actor_id_b53e740c ON public.institutions_institutiontransition USING btree (actor_id);
CREATE INDEX institutions_institutiontransition_institution_id_1bb16888 ON public.institutions_institutiontransition USING btree (institution_id);
CREATE INDEX institutions_invitation_digest_15a8d063_like ON public.institutions_invitation USING btree (digest varchar_pattern_ops);
CREATE INDEX institutions_invitation_institution_id_d6442a49 ON public.institutions_invitation USING btree (institution_id);
CREATE INDEX institutions_invitation_invited_by_id_ac6f3391 ON public.institutions_invitation USING btree (invited_by_id);
CREATE INDEX institutions_invitation_mail_index_cef0376e ON public.institutions_invitation USING btree (mail_index);
CREATE INDEX institutions_invitation_mail_index_cef0376e_like ON public.institutions_invitation USING btree (mail_index varchar_pattern_ops);
CREATE INDEX institutions_listedfacility_municipality_id_5525a333 ON public.institutions_listedfacility USING btree (municipality_id);
CREATE INDEX institutions_listedfacility_municipality_id_5525a333_like ON public.institutions_listedfacility USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX institutions_listedfacility_number_9f9e6fcc_like ON public.institutions_listedfacility USING btree (number varchar_pattern_ops);
CREATE INDEX institutions_listedfacility_prefecture_id_828c2d37 ON public.institutions_listedfacility USING btree (prefecture_id);
CREATE INDEX institutions_listedfacility_prefecture_id_828c2d37_like ON public.institutions_listedfacility USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX institutions_practicefact_institution_id_1666d80b ON public.institutions_practicefact USING btree (institution_id);
CREATE INDEX institutions_practicefact_made_by_id_da5fcf4a ON public.institutions_practicefact USING btree (made_by_id);
CREATE INDEX institutions_readiness_digest_bc55a3e6 ON public.institutions_readiness USING btree (digest);
CREATE INDEX institutions_readiness_digest_bc55a3e6_like ON public.institutions_readiness USING btree (digest varchar_pattern_ops);
CREATE INDEX institutions_readiness_doctor_by_id_e5789674 ON public.institutions_readiness USING btree (physician_by_id);
CREATE INDEX institutions_readiness_office_by_id_68c4f4e3 ON public.institutions_readiness USING btree (office_by_id);
CREATE INDEX institutions_regionfact_decided_by_id_887bb1f7 ON public.institutions_regionfact USING btree (decided_by_id);
CREATE INDEX institutions_regionfact_made_by_id_db408661 ON public.institutions_regionfact USING btree (made_by_id);
CREATE INDEX institutions_regionfact_municipality_id_d7868d24 ON public.institutions_regionfact USING btree (municipality_id);
CREATE INDEX institutions_regionfact_municipality_id_d7868d24_like ON public.institutions_regionfact USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX institutions_regionfact_proposed_by_id_0c6cbc3c ON public.institutions_regionfact USING btree (proposed_by_id);
CREATE UNIQUE INDEX interview_one_under_way ON public.physicians_interview USING btree (physician_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX joint_seat_once ON public.candidacies_jointseat USING btree (candidacy_id) WHERE (released_at IS NULL);
CREATE INDEX keeping_erasureproof_leaving_id_51e30864 ON public.keeping_erasureproof USING btree (leaving_id);
CREATE INDEX keeping_erasureproof_settled_by_id_6af5fe9c ON public.keeping_erasureproof USING btree (settled_by_id);
CREATE INDEX keeping_retentionline_run_id_be2d89ed ON public.keeping_retentionline USING btree (run_id);
CREATE INDEX keeping_retentionrun_asked_by_id_7c91e1d7 ON public.keeping_retentionrun USING btree (asked_by_id);
CREATE INDEX leaving_still_kept ON public.physicians_leaving USING btree (keep_until) WHERE (erased_at IS NULL);
CREATE INDEX listed_by_prefecture ON public.institutions_listedfacility USING btree (prefecture_id, reading_folded);
CREATE INDEX listed_by_reading ON public.institutions_listedfacility USING btree (reading_folded);
CREATE INDEX match_run_for_openings ON public.matching_matchrun USING gin (for_openings);
CREATE INDEX match_run_for_physicians ON public.matching_matchrun USING gin (for_physicians);
CREATE INDEX match_run_whole ON public.matching_matchrun USING btree (id DESC) WHERE ((kind)::text = 'whole'::text);
CREATE INDEX matching_insightanswer_by_id_3c3117ec ON public.matching_insightanswer USING btree (by_id);
CREATE INDEX matching_insightanswer_corporation_id_c00cd931 ON public.matching_insightanswer USING btree (corporation_id);
CREATE INDEX matching_insightanswer_institution_id_ec7c7b1b ON public.matching_insightanswer USING btree (institution_id);
CREATE INDEX matching_insightanswer_opening_id_c9658899 ON public.matching_insightanswer USING btree (opening_id);
CREATE INDEX matching_insightanswer_version_id_02dbdb1c ON public.matching_insightanswer USING btree (version_id);
CREATE INDEX matching_matchrun_by_id_0a5b1f73 ON public.matching_matchrun USING btree (by_id);
CREATE INDEX matching_regionanswer_run_id_844439b0 ON public.matching_regionanswer USING btree (run_id);
CREATE INDEX matching_slate_coordinator_id_a278ce40 ON public.matching_slate USING btree (coordinator_id);
CREATE INDEX matching_slate_made_by_id_e56a15d0 ON public.matching_slate USING btree (made_by_id);
CREATE INDEX matching_slateline_decided_by_id_a0691ca4 ON public.matching_slateline USING btree (decided_by_id);
CREATE INDEX matching_slateline_opening_id_97f50757 ON public.matching_slateline USING btree (opening_id);
CREATE INDEX matching_slateline_physician_id_f7f8c839 ON public.matching_slateline USING btree (physician_id);
CREATE INDEX matching_slateline_slate_id_9c2bec6e ON public.matching_slateline USING btree (slate_id);
CREATE INDEX matching_suggestion_opening_id_c8d30316 ON public.matching_suggestion USING btree (opening_id);
CREATE INDEX matching_suggestion_physician_id_da249af4 ON public.matching_suggestion USING btree (physician_id);
CREATE INDEX matching_suggestion_run_id_c3f7ee53 ON public.matching_suggestion USING btree (run_id);
CREATE UNIQUE INDEX membership_once ON public.accounts_membership USING btree (user_id, role, organisation_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX merge_by_kept ON public.merging_merge USING btree (kind, kept);
CREATE INDEX merge_in_ledger ON public.merging_mergechange USING btree (model, "row") WHERE in_ledger;
CREATE UNIQUE INDEX merge_once_at_a_time ON public.merging_merge USING btree (kind, absorbed) WHERE (undone_at IS NULL);
CREATE INDEX merging_keptapart_by_id_c3d1a699 ON public.merging_keptapart USING btree (by_id);
CREATE INDEX merging_merge_by_id_d6883db2 ON public.merging_merge USING btree (by_id);
CREATE INDEX merging_merge_undone_by_id_a994858d ON public.merging_merge USING btree (undone_by_id);
CREATE INDEX merging_mergechange_merge_id_9c16ced9 ON public.merging_mergechange USING btree (merge_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE UNIQUE INDEX move_one_offered_a_pair ON public.desk_caseloadmove USING btree (giver_id, taker_id) WHERE ((refused_at IS NULL) AND (taken_at IS NULL));
CREATE INDEX municipality_by_kana ON public.areas_municipality USING btree (kana);
CREATE UNIQUE INDEX narrow_wording_once_in_force ON public.physicians_narrowwording USING btree (physician_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX next_action_one_of_candidacy ON public.desk_nextaction USING btree (candidacy_id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX next_action_one_of_institution ON public.desk_nextaction USING btree (institution_id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX next_action_one_of_opening ON public.desk_nextaction USING btree (opening_id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX next_action_one_of_physician ON public.desk_nextaction USING btree (physician_id) WHERE (done_at IS NULL);
CREATE INDEX next_action_open_by_due ON public.desk_nextaction USING btree (due_on) WHERE (done_at IS NULL);
CREATE INDEX notice_waiting ON public.notices_notice USING btree (status, send_after);
CREATE INDEX notices_bulkline_person_2b02bc15 ON public.notices_bulkline USING btree (person);
CREATE INDEX notices_bulkline_person_2b02bc15_like ON public.notices_bulkline USING btree (person varchar_pattern_ops);
CREATE INDEX notices_bulkline_sending_id_9558e7f3 ON public.notices_bulkline USING btree (sending_id);
CREATE INDEX notices_bulkline_user_id_0b4e6e06 ON public.notices_bulkline USING btree (user_id);
CREATE INDEX notices_bulkline_whose_affd8d90 ON public.notices_bulkline USING btree (whose);
CREATE INDEX notices_bulkline_whose_affd8d90_like ON public.notices_bulkline USING btree (whose varchar_pattern_ops);
CREATE INDEX notices_bulksending_approved_by_id_b4d1b196 ON public.notices_bulksending USING btree (approved_by_id);
CREATE INDEX notices_bulksending_made_by_id_bec619ac ON public.notices_bulksending USING btree (made_by_id);
CREATE INDEX notices_bulksending_number_46ae9278_like ON public.notices_bulksending USING btree (number varchar_pattern_ops);
CREATE INDEX notices_bulksending_returned_by_id_39daa7e2 ON public.notices_bulksending USING btree (returned_by_id);
CREATE INDEX notices_bulksending_stopped_by_id_da239cc6 ON public.notices_bulksending USING btree (stopped_by_id);
CREATE INDEX notices_notice_done_by_id_4de9e955 ON public.notices_notice USING btree (done_by_id);
CREATE INDEX notices_notice_joined_to_id_4cc8f47e ON public.notices_notice USING btree (joined_to_id);
CREATE INDEX notices_notice_key_e6f8d5bc_like ON public.notices_notice USING btree (key varchar_pattern_ops);
CREATE INDEX notices_notice_person_09b24a4a ON public.notices_notice USING btree (person);
CREATE INDEX notices_notice_person_09b24a4a_like ON public.notices_notice USING btree (person varchar_pattern_ops);
CREATE INDEX notices_notice_recipient_id_fd0027f8 ON public.notices_notice USING btree (recipient_id);
CREATE INDEX office_closedreport_closed_by_id_a04f7378 ON public.office_closedreport USING btree (closed_by_id);
CREATE INDEX office_comparisonplan_by_id_cd5fef09 ON public.office_comparisonplan USING btree (by_id);
CREATE INDEX office_comparisonplan_person_id_de3183c9 ON public.office_comparisonplan USING btree (person_id);
CREATE INDEX office_criterionreview_by_id_87d9dcc3 ON public.office_criterionreview USING btree (by_id);
CREATE INDEX office_criterionwording_entered_by_id_f60f4244 ON public.office_criterionwording USING btree (entered_by_id);
CREATE INDEX office_criterionwording_settled_by_id_8b4ca9ed ON public.office_criterionwording USING btree (settled_by_id);
CREATE INDEX office_evidence_added_by_id_a49dcb7c ON public.office_evidence USING btree (added_by_id);
CREATE INDEX office_evidence_removed_by_id_26b32938 ON public.office_evidence USING btree (removed_by_id);
CREATE INDEX office_explained_by_id_189f7402 ON public.office_explained USING btree (by_id);
CREATE INDEX office_explained_institution_id_bb595009 ON public.office_explained USING btree (institution_id);
CREATE INDEX office_explained_physician_id_ae91d21a ON public.office_explained USING btree (physician_id);
CREATE INDEX office_explained_text_id_319d4b30 ON public.office_explained USING btree (text_id);
CREATE INDEX office_feeentry_invoice_id_759edb89 ON public.office_feeentry USING btree (invoice_id);
CREATE INDEX office_feeentry_on_fb487da9 ON public.office_feeentry USING btree ("on");
CREATE INDEX office_feeentry_recorded_by_id_98044c04 ON public.office_feeentry USING btree (recorded_by_id);
CREATE INDEX office_filepurpose_by_id_d06e85d9 ON public.office_filepurpose USING btree (by_id);
CREATE INDEX office_halfyearcheck_placement_id_ceda2950 ON public.office_halfyearcheck USING btree (placement_id);
CREATE INDEX office_halfyearcheck_recorded_by_id_fdf96092 ON public.office_halfyearcheck USING btree (recorded_by_id);
CREATE INDEX office_incident_number_fdc3a35c_like ON public.office_incident USING btree (number varchar_pattern_ops);
CREATE INDEX office_incident_recorded_by_id_2f2e7f54 ON public.office_incident USING btree (recorded_by_id);
CREATE INDEX office_incidententry_by_id_5d0248ed ON public.office_incidententry USING btree (by_id);
CREATE INDEX office_incidententry_incident_id_fe560dcb ON public.office_incidententry USING btree (incident_id);
CREATE INDEX office_invoice_event_id_590ed4ec ON public.office_invoice USING btree (event_id);
CREATE INDEX office_invoice_made_by_id_72f136f7 ON public.office_invoice USING btree (made_by_id);
CREATE INDEX office_ledgerremark_by_id_c2166cbe ON public.office_ledgerremark USING btree (by_id);
CREATE INDEX office_ledgerremark_entry_id_2313a08c ON public.office_ledgerremark USING btree (entry_id);
CREATE INDEX office_refund_decided_by_id_6686e6a3 ON public.office_refund USING btree (decided_by_id);
CREATE INDEX office_refund_invoice_id_540f451a ON public.office_refund USING btree (invoice_id);
CREATE INDEX office_refund_prepared_by_id_c64ef626 ON public.office_refund USING btree (prepared_by_id);
CREATE INDEX office_reviewanswer_by_id_84b21628 ON public.office_reviewanswer USING btree (by_id);
CREATE INDEX office_reviewanswer_membership_id_e0c6fdc3 ON public.office_reviewanswer USING btree (membership_id);
CREATE INDEX office_stafftraining_by_id_a1b2b00a ON public.office_stafftraining USING btree (by_id);
CREATE INDEX office_supportaccess_asked_by_id_91811bc9 ON public.office_supportaccess USING btree (asked_by_id);
CREATE INDEX office_supportaccess_decided_by_id_7f7f4d1a ON public.office_supportaccess USING btree (decided_by_id);
CREATE INDEX office_supportaccess_physician_id_470951df ON public.office_supportaccess USING btree (physician_id);
CREATE INDEX office_termchange_placement_id_efcb34ad ON public.office_termchange USING btree (placement_id);
CREATE INDEX office_termchange_recorded_by_id_7c34ee26 ON public.office_termchange USING btree (recorded_by_id);
CREATE INDEX office_watchanswer_by_id_720d9486 ON public.office_watchanswer USING btree (by_id);
CREATE INDEX office_watchanswer_reader_id_ab693900 ON public.office_watchanswer USING btree (reader_id);
CREATE INDEX office_watchlimit_by_id_46fc8846 ON public.office_watchlimit USING btree (by_id);
CREATE UNIQUE INDEX opening_external_number_once ON public.openings_opening USING btree (institution_id, external_number) WHERE (NOT ((external_number)::text = ''::text));
CREATE INDEX openings_advertisedopening_advertisement_id_445337ec ON public.openings_advertisedopening USING btree (advertisement_id);
CREATE INDEX openings_advertisement_institution_id_a3dac400 ON public.openings_advertisement USING btree (institution_id);
CREATE INDEX openings_advertisement_made_by_id_e324fdd9 ON public.openings_advertisement USING btree (made_by_id);
CREATE INDEX openings_intakesheet_institution_id_04088e26 ON public.openings_intakesheet USING btree (institution_id);
CREATE INDEX openings_intakesheet_made_by_id_d5b38b2f ON public.openings_intakesheet USING btree (made_by_id);
CREATE INDEX openings_intakesheet_yes_by_id_a232fc96 ON public.openings_intakesheet USING btree (yes_by_id);
CREATE INDEX openings_opening_current_id_c41fc0cc ON public.openings_opening USING btree (current_id);
CREATE INDEX openings_opening_institution_id_801dcabd ON public.openings_opening USING btree (institution_id);
CREATE INDEX openings_opening_merged_into_id_1cf31ed4 ON public.openings_opening USING btree (merged_into_id);
CREATE INDEX openings_opening_number_190d395d_like ON public.openings_opening USING btree (number varchar_pattern_ops);
CREATE INDEX openings_openingtransition_actor_id_b598dd9c ON public.openings_openingtransition USING btree (actor_id);
CREATE INDEX openings_openingtransition_opening_id_ca07e605 ON public.openings_openingtransition USING btree (opening_id);
CREATE INDEX openings_openingversion_made_by_id_bd9218a3 ON public.openings_openingversion USING btree (made_by_id);
CREATE INDEX openings_openingversion_opening_id_b36cdb9d ON public.openings_openingversion USING btree (opening_id);
CREATE INDEX openings_openingwaiver_by_id_4a950c61 ON public.openings_openingwaiver USING btree (by_id);
CREATE INDEX openings_openingwaiver_opening_id_d5e67264 ON public.openings_openingwaiver USING btree (opening_id);
CREATE INDEX openings_searchchange_xid_11b2b5a8 ON public.openings_searchchange USING btree (xid);
CREATE INDEX openings_spotday_made_by_id_507af82e ON public.openings_spotday USING btree (made_by_id);
CREATE INDEX openings_spotday_opening_id_d46236aa ON public.openings_spotday USING btree (opening_id);
CREATE INDEX outreach_campaign_code_30c4b4d0_like ON public.outreach_campaign USING btree (code varchar_pattern_ops);
CREATE INDEX outreach_campaign_paper_code_ed3f6e37_like ON public.outreach_campaign USING btree (paper_code varchar_pattern_ops);
CREATE INDEX outreach_campaign_society_id_b9a3d801 ON public.outreach_campaign USING btree (society_id);
CREATE INDEX outreach_campaigncost_campaign_id_1c1fe3ec ON public.outreach_campaigncost USING btree (campaign_id);
CREATE INDEX outreach_campaigncost_made_by_id_57a2c43b ON public.outreach_campaigncost USING btree (made_by_id);
CREATE INDEX outreach_embedsite_made_by_id_24259008 ON public.outreach_embedsite USING btree (made_by_id);
CREATE INDEX outreach_embedsite_number_730f56fd_like ON public.outreach_embedsite USING btree (number varchar_pattern_ops);
CREATE INDEX outreach_letterwording_made_by_id_58ebaa4d ON public.outreach_letterwording USING btree (made_by_id);
CREATE INDEX outreach_newsitem_number_d1478551_like ON public.outreach_newsitem USING btree (number varchar_pattern_ops);
CREATE INDEX outreach_newsitem_written_by_id_14f15757 ON public.outreach_newsitem USING btree (written_by_id);
CREATE INDEX outreach_newsletterdelivery_subscriber_id_50843780 ON public.outreach_newsletterdelivery USING btree (subscriber_id);
CREATE INDEX outreach_newsletterissue_made_by_id_7d83be07 ON public.outreach_newsletterissue USING btree (made_by_id);
CREATE INDEX outreach_newsletterissue_number_515c691a_like ON public.outreach_newsletterissue USING btree (number varchar_pattern_ops);
CREATE INDEX outreach_pressrun_made_by_id_47be64a5 ON public.outreach_pressrun USING btree (made_by_id);
CREATE INDEX outreach_seminar_made_by_id_c6b351a9 ON public.outreach_seminar USING btree (made_by_id);
CREATE INDEX outreach_seminar_number_71d33a74_like ON public.outreach_seminar USING btree (number varchar_pattern_ops);
CREATE INDEX outreach_seminar_written_by_id_0347369d ON public.outreach_seminar USING btree (written_by_id);
CREATE INDEX outreach_seminarentry_seminar_id_3d9974b2 ON public.outreach_seminarentry USING btree (seminar_id);
CREATE INDEX outreach_seminarentry_token_ef645126_like ON public.outreach_seminarentry USING btree (token varchar_pattern_ops);
CREATE INDEX outreach_societycontact_campaign_id_f268b53f ON public.outreach_societycontact USING btree (campaign_id);
CREATE INDEX outreach_societycontact_made_by_id_3e419203 ON public.outreach_societycontact USING btree (made_by_id);
CREATE INDEX outreach_societycontact_society_id_a576193e ON public.outreach_societycontact USING btree (society_id);
CREATE INDEX outreach_story_made_by_id_59ae4df7 ON public.outreach_story USING btree (made_by_id);
CREATE INDEX outreach_story_number_f1ac1e43_like ON public.outreach_story USING btree (number varchar_pattern_ops);
CREATE INDEX outreach_story_token_1168b640_like ON public.outreach_story USING btree (token varchar_pattern_ops);
CREATE INDEX outreach_storyconsent_made_by_id_ee6e80d4 ON public.outreach_storyconsent USING btree (made_by_id);
CREATE INDEX outreach_storyconsent_physician_id_69a336e2 ON public.outreach_storyconsent USING btree (physician_id);
CREATE INDEX outreach_storyconsent_version_id_0f0a522f ON public.outreach_storyconsent USING btree (version_id);
CREATE INDEX outreach_storypicture_story_id_f0f5daec ON public.outreach_storypicture USING btree (story_id);
CREATE INDEX outreach_storyversion_approved_by_id_1ceeacf2 ON public.outreach_storyversion USING btree (approved_by_id);
CREATE INDEX outreach_storyversion_made_by_id_fb0e9076 ON public.outreach_storyversion USING btree (made_by_id);
CREATE INDEX outreach_storyversion_picture_id_05e6b0e7 ON public.outreach_storyversion USING btree (picture_id);
CREATE INDEX outreach_storyversion_returned_by_id_580c99a9 ON public.outreach_storyversion USING btree (returned_by_id);
CREATE INDEX outreach_storyversion_story_id_f11977b0 ON public.outreach_storyversion USING btree (story_id);
CREATE INDEX outreach_subscriber_token_f7e27e39_like ON public.outreach_subscriber USING btree (token varchar_pattern_ops);
CREATE INDEX outreach_visitcount_campaign_id_09988a3d ON public.outreach_visitcount USING btree (campaign_id);
CREATE INDEX own_time_of_owner ON public.desk_owntime USING btree (owner_id, begins_at);
CREATE INDEX physicians_careerpost_physician_id_3842343c ON public.physicians_careerpost USING btree (physician_id);
CREATE INDEX physicians_consent_physician_id_8c818b4a ON public.physicians_consent USING btree (physician_id);
CREATE INDEX physicians_consent_taken_by_id_82797454 ON public.physicians_consent USING btree (taken_by_id);
CREATE INDEX physicians_consent_text_id_22ef593b ON public.physicians_consent USING btree (text_id);
CREATE INDEX physicians_contactevent_by_id_8978d46e ON public.physicians_contactevent USING btree (by_id);
CREATE INDEX physicians_contactevent_physician_id_503d9126 ON public.physicians_contactevent USING btree (physician_id);
CREATE INDEX physicians_disclosuregrant_institution_id_1cf7f295 ON public.physicians_disclosuregrant USING btree (institution_id);
CREATE INDEX physicians_disclosuregrant_physician_id_6c7fcc43 ON public.physicians_disclosuregrant USING btree (physician_id);
CREATE INDEX physicians_document_physician_id_e281f01c ON public.physicians_document USING btree (physician_id);
CREATE INDEX physicians_familylink_digest_5cab809a_like ON public.physicians_familylink USING btree (digest varchar_pattern_ops);
CREATE INDEX physicians_familylink_physician_id_8ee7ec5a ON public.physicians_familylink USING btree (physician_id);
CREATE INDEX physicians_familyplace_link_id_fb711619 ON public.physicians_familyplace USING btree (link_id);
CREATE INDEX physicians_familyplace_opening_id_eabf6d7a ON public.physicians_familyplace USING btree (opening_id);
CREATE INDEX physicians_familyquestion_answered_by_id_5d1006a4 ON public.physicians_familyquestion USING btree (answered_by_id);
CREATE INDEX physicians_familyquestion_link_id_b8506989 ON public.physicians_familyquestion USING btree (link_id);
CREATE INDEX physicians_identity_birth_index_66e56291 ON public.physicians_identity USING btree (birth_index);
CREATE INDEX physicians_identity_birth_index_66e56291_like ON public.physicians_identity USING btree (birth_index varchar_pattern_ops);
CREATE INDEX physicians_identity_licence_index_3c4ff8aa ON public.physicians_identity USING btree (licence_index);
CREATE INDEX physicians_identity_licence_index_3c4ff8aa_like ON public.physicians_identity USING btree (licence_index varchar_pattern_ops);
CREATE INDEX physicians_identity_mail_index_2d06fa22 ON public.physicians_identity USING btree (mail_index);
CREATE INDEX physicians_identity_mail_index_2d06fa22_like ON public.physicians_identity USING btree (mail_index varchar_pattern_ops);
CREATE INDEX physicians_identity_phone_index_6a3e408d ON public.physicians_identity USING btree (phone_index);
CREATE INDEX physicians_identity_phone_index_6a3e408d_like ON public.physicians_identity USING btree (phone_index varchar_pattern_ops);
CREATE INDEX physicians_interview_offered_by_id_d54a0706 ON public.physicians_interview USING btree (offered_by_id);
CREATE INDEX physicians_interview_physician_id_85ec89f7 ON public.physicians_interview USING btree (physician_id);
CREATE INDEX physicians_interviewnote_by_id_7a0e907b ON public.physicians_interviewnote USING btree (by_id);
CREATE INDEX physicians_interviewnote_physician_id_83dbcddb ON public.physicians_interviewnote USING btree (physician_id);
CREATE INDEX physicians_leaving_digest_1b3f2732_like ON public.physicians_leaving USING btree (digest varchar_pattern_ops);
CREATE INDEX physicians_legalhold_asked_by_id_622cf165 ON public.physicians_legalhold USING btree (asked_by_id);
CREATE INDEX physicians_legalhold_lifted_by_id_480857a8 ON public.physicians_legalhold USING btree (lifted_by_id);
CREATE INDEX physicians_legalhold_physician_id_dd5c0c89 ON public.physicians_legalhold USING btree (physician_id);
CREATE INDEX physicians_legalhold_placed_by_id_7e3158ee ON public.physicians_legalhold USING btree (placed_by_id);
CREATE INDEX physicians_narrowwording_physician_id_b5899f7c ON public.physicians_narrowwording USING btree (physician_id);
CREATE INDEX physicians_physician_came_for_id_f5ddccc9 ON public.physicians_physician USING btree (came_for_id);
CREATE INDEX physicians_physician_coordinator_id_adf3bfc1 ON public.physicians_physician USING btree (coordinator_id);
CREATE INDEX physicians_physician_merged_into_id_7c993132 ON public.physicians_physician USING btree (merged_into_id);
CREATE INDEX physicians_physician_number_e14e5061_like ON public.physicians_physician USING btree (number varchar_pattern_ops);
CREATE INDEX physicians_physiciantransition_actor_id_bb0406b1 ON public.physicians_physiciantransition USING btree (actor_id);
CREATE INDEX physicians_physiciantransition_physician_id_e80bbcbd ON public.physicians_physiciantransition USING btree (physician_id);
CREATE INDEX physicians_qualification_physician_id_e981a76a ON public.physicians_qualification USING btree (physician_id);
CREATE INDEX physicians_registrationdraft_key_3b4c0cd9_like ON public.physicians_registrationdraft USING btree (key varchar_pattern_ops);
CREATE INDEX physicians_registrationdraft_opening_id_137d687c ON public.physicians_registrationdraft USING btree (opening_id);
CREATE INDEX physicians_registrationdraft_resume_12dab106 ON public.physicians_registrationdraft USING btree (resume);
CREATE INDEX physicians_registrationdraft_resume_12dab106_like ON public.physicians_registrationdraft USING btree (resume varchar_pattern_ops);
CREATE INDEX physicians_registrationdraft_typed_by_id_046a091e ON public.physicians_registrationdraft USING btree (typed_by_id);
CREATE INDEX physicians_savedsearch_physician_id_f1a63317 ON public.physicians_savedsearch USING btree (physician_id);
CREATE INDEX physicians_shieldentry_area_id_2bf9d1f9 ON public.physicians_shieldentry USING btree (area_id);
CREATE INDEX physicians_shieldentry_corporation_id_24244fbc ON public.physicians_shieldentry USING btree (corporation_id);
CREATE INDEX physicians_shieldentry_institution_id_6c7a2bf6 ON public.physicians_shieldentry USING btree (institution_id);
CREATE INDEX physicians_shieldentry_listed_id_69c7aa4d ON public.physicians_shieldentry USING btree (listed_id);
CREATE INDEX physicians_shieldentry_municipality_id_702c3867 ON public.physicians_shieldentry USING btree (municipality_id);
CREATE INDEX physicians_shieldentry_municipality_id_702c3867_like ON public.physicians_shieldentry USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX physicians_shieldentry_physician_id_861fd3e3 ON public.physicians_shieldentry USING btree (physician_id);
CREATE INDEX physicians_shieldentry_prefecture_id_1d235ed2 ON public.physicians_shieldentry USING btree (prefecture_id);
CREATE INDEX physicians_shieldentry_prefecture_id_1d235ed2_like ON public.physicians_shieldentry USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX physicians_wishapproval_heard_by_id_cccf3621 ON public.physicians_wishapproval USING btree (heard_by_id);
CREATE INDEX physicians_wishsheet_municipality_id_b2933e57 ON public.physicians_wishsheet USING btree (municipality_id);
CREATE INDEX physicians_wishsheet_municipality_id_b2933e57_like ON public.physicians_wishsheet USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX physicians_wishsheet_physician_id_fb7d82af ON public.physicians_wishsheet USING btree (physician_id);
CREATE INDEX physicians_wishwords_sheet_id_2d7cd244 ON public.physicians_wishwords USING btree (sheet_id);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX proof_unfinished ON public.keeping_erasureproof USING btree (erased_at) WHERE (finished_at IS NULL);
CREATE UNIQUE INDEX referral_one_open_of_opening ON public.referrals_referral USING btree (partner_id, opening_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX referral_one_open_of_physician ON public.referrals_referral USING btree (partner_id, physician_id) WHERE (ended_at IS NULL);
CREATE INDEX referrals_alsoheld_noted_by_id_b24d62de ON public.referrals_alsoheld USING btree (noted_by_id);
CREATE INDEX referrals_alsoheld_opening_id_e51b136a ON public.referrals_alsoheld USING btree (opening_id);
CREATE INDEX referrals_alsoheld_partner_id_aa5bdcfb ON public.referrals_alsoheld USING btree (partner_id);
CREATE INDEX referrals_arrived_about_id_60b04b88 ON public.referrals_arrived USING btree (about_id);
CREATE INDEX referrals_arrived_arrived_by_id_76b26cdf ON public.referrals_arrived USING btree (arrived_by_id);
CREATE INDEX referrals_arrived_decided_by_id_129ce46d ON public.referrals_arrived USING btree (decided_by_id);
CREATE INDEX referrals_arrived_number_277094c9_like ON public.referrals_arrived USING btree (number varchar_pattern_ops);
CREATE INDEX referrals_arrived_opening_id_e1fcb3ab ON public.referrals_arrived USING btree (opening_id);
CREATE INDEX referrals_arrived_partner_id_ddab213f ON public.referrals_arrived USING btree (partner_id);
CREATE INDEX referrals_arrived_partner_key_id_2f809aa7 ON public.referrals_arrived USING btree (partner_key_id);
CREATE INDEX referrals_arrived_physician_id_61f869ee ON public.referrals_arrived USING btree (physician_id);
CREATE INDEX referrals_elsewhere_noted_by_id_d44a3a88 ON public.referrals_elsewhere USING btree (noted_by_id);
CREATE INDEX referrals_elsewhere_partner_id_db7c0a6d ON public.referrals_elsewhere USING btree (partner_id);
CREATE INDEX referrals_elsewhere_physician_id_9bea8429 ON public.referrals_elsewhere USING btree (physician_id);
CREATE INDEX referrals_partner_added_by_id_0bd49abe ON public.referrals_partner USING btree (added_by_id);
CREATE INDEX referrals_partner_corporation_id_f2f83e6b ON public.referrals_partner USING btree (corporation_id);
CREATE INDEX referrals_partner_name_07830761_like ON public.referrals_partner USING btree (name varchar_pattern_ops);
CREATE INDEX referrals_partner_prefecture_id_c8e8889c ON public.referrals_partner USING btree (prefecture_id);
CREATE INDEX referrals_partner_prefecture_id_c8e8889c_like ON public.referrals_partner USING btree (prefecture_id varchar_pattern_ops);
CREATE INDEX referrals_partnerkey_added_by_id_1d92dcc1 ON public.referrals_partnerkey USING btree (added_by_id);
CREATE INDEX referrals_partnerkey_fingerprint_a4503043_like ON public.referrals_partnerkey USING btree (fingerprint varchar_pattern_ops);
CREATE INDEX referrals_partnerkey_partner_id_fba57c8c ON public.referrals_partnerkey USING btree (partner_id);
CREATE INDEX referrals_provision_arrived_id_2eb5a05b ON public.referrals_provision USING btree (arrived_id);
CREATE INDEX referrals_provision_by_id_8278927d ON public.referrals_provision USING btree (by_id);
CREATE INDEX referrals_provision_referral_id_629b62d0 ON public.referrals_provision USING btree (referral_id);
CREATE INDEX referrals_referral_asked_by_id_968c0516 ON public.referrals_referral USING btree (asked_by_id);
CREATE INDEX referrals_referral_code_c622e8ff_like ON public.referrals_referral USING btree (code varchar_pattern_ops);
CREATE INDEX referrals_referral_heard_by_id_a0545c10 ON public.referrals_referral USING btree (heard_by_id);
CREATE INDEX referrals_referral_number_c736e727_like ON public.referrals_referral USING btree (number varchar_pattern_ops);
CREATE INDEX referrals_referral_opening_id_af2295fb ON public.referrals_referral USING btree (opening_id);
CREATE INDEX referrals_referral_partner_id_d07975ca ON public.referrals_referral USING btree (partner_id);
CREATE INDEX referrals_referral_physician_id_7d50a49f ON public.referrals_referral USING btree (physician_id);
CREATE INDEX referrals_signingkey_fingerprint_e71134de_like ON public.referrals_signingkey USING btree (fingerprint varchar_pattern_ops);
CREATE INDEX referrals_signingkey_made_by_id_ba8a2802 ON public.referrals_signingkey USING btree (made_by_id);
CREATE UNIQUE INDEX refund_one_open_of_an_invoice ON public.office_refund USING btree (invoice_id) WHERE (decided_at IS NULL);
CREATE INDEX region_fact_by_place ON public.institutions_regionfact USING btree (municipality_id, state);
CREATE UNIQUE INDEX region_fact_shown_once ON public.institutions_regionfact USING btree (municipality_id, key) WHERE (((state)::text = 'shown'::text) AND (NOT ((key)::text = 'voice'::text)));
CREATE INDEX relays_relaymember_candidacy_id_7849321f ON public.relays_relaymember USING btree (candidacy_id);
CREATE INDEX relays_relaymember_physician_id_6690c46b ON public.relays_relaymember USING btree (physician_id);
CREATE INDEX relays_relaymember_plan_id_330d9597 ON public.relays_relaymember USING btree (plan_id);
CREATE INDEX relays_relayplan_made_by_id_11e3ec78 ON public.relays_relayplan USING btree (made_by_id);
CREATE INDEX relays_relayplan_post_id_cf701a06 ON public.relays_relayplan USING btree (post_id);
CREATE INDEX relays_relaypost_made_by_id_73333a8f ON public.relays_relaypost USING btree (made_by_id);
CREATE INDEX relays_relaypost_number_90c23e7f_like ON public.relays_relaypost USING btree (number varchar_pattern_ops);
CREATE INDEX relays_relaypost_opening_id_35256ac2 ON public.relays_relaypost USING btree (opening_id);
CREATE INDEX research_noisyanswer_edition_id_b994eb67 ON public.research_noisyanswer USING btree (edition_id);
CREATE INDEX research_noisyanswer_year_id_f9c019d8 ON public.research_noisyanswer USING btree (year_id);
CREATE INDEX research_scenario_made_by_id_eabc7a74 ON public.research_scenario USING btree (made_by_id);
CREATE INDEX retention_by_thing ON public.keeping_retentionline USING btree (kind, number);
CREATE UNIQUE INDEX signing_key_one_in_force ON public.referrals_signingkey USING btree ((1)) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX spot_day_once ON public.openings_spotday USING btree (opening_id, "on", part) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX subscriber_once ON public.outreach_subscriber USING btree (address_index) WHERE (NOT ((address_index)::text = ''::text));
CREATE INDEX suggestion_by_physician ON public.matching_suggestion USING btree (physician_id, run_id);
CREATE UNIQUE INDEX survey_one_draft ON public.surveys_surveyversion USING btree (survey_id) WHERE (fixed_at IS NULL);
CREATE INDEX surveys_survey_asked_by_id_e309b4ab ON public.surveys_survey USING btree (asked_by_id);
CREATE INDEX surveys_survey_made_by_id_10a51689 ON public.surveys_survey USING btree (made_by_id);
CREATE INDEX surveys_survey_number_9a2cacef_like ON public.surveys_survey USING btree (number varchar_pattern_ops);
CREATE INDEX surveys_surveyseat_paper_code_dd4d3ee7_like ON public.surveys_surveyseat USING btree (paper_code varchar_pattern_ops);
CREATE INDEX surveys_surveyseat_physician_id_bbe5c4ed ON public.surveys_surveyseat USING btree (physician_id);
CREATE INDEX surveys_surveyseat_survey_id_aa7ca292 ON public.surveys_surveyseat USING btree (survey_id);
CREATE INDEX surveys_surveyseat_token_digest_b1734366_like ON public.surveys_surveyseat USING btree (token_digest varchar_pattern_ops);
CREATE INDEX surveys_surveyseat_version_id_85b07665 ON public.surveys_surveyseat USING btree (version_id);
CREATE INDEX surveys_surveyversion_fixed_by_id_765e88a0 ON public.surveys_surveyversion USING btree (fixed_by_id);
CREATE INDEX surveys_surveyversion_survey_id_caa12cd5 ON public.surveys_surveyversion USING btree (survey_id);
CREATE INDEX talk_news_untold ON public.candidacies_talknews USING btree (at) WHERE (told_at IS NULL);
CREATE INDEX trace_by_grams ON public.desk_trace USING gin (grams) WITH (fastupdate='on');
CREATE INDEX trace_by_time ON public.desk_trace USING btree (at DESC, id DESC);
CREATE INDEX trip_of_owner ON public.visits_trip USING btree (owner_id, starts_on);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX user_email_once ON public.accounts_user USING btree (lower((email)::text));
CREATE UNIQUE INDEX visit_one_open ON public.visits_visit USING btree (candidacy_id) WHERE ((result)::text = ''::text);
CREATE UNIQUE INDEX visit_time_once_a_side ON public.visits_visittime USING btree (visit_id, side, begins_at) WHERE (dropped_at IS NULL);
CREATE INDEX visits_reflection_author_id_a9549c63 ON public.visits_reflection USING btree (author_id);
CREATE INDEX visits_reflection_visit_id_f9e56560 ON public.visits_reflection USING btree (visit_id);
CREATE INDEX visits_trip_from_place_id_36d3561a ON public.visits_trip USING btree (from_place_id);
CREATE INDEX visits_trip_from_place_id_36d3561a_like ON public.visits_trip USING btree (from_place_id varchar_pattern_ops);
CREATE INDEX visits_trip_number_61aec603_like ON public.visits_trip USING btree (number varchar_pattern_ops);
CREATE INDEX visits_trip_owner_id_01b7eb78 ON public.visits_trip USING btree (owner_id);
CREATE INDEX visits_tripcost_stop_id_6ba5fc3f ON public.visits_tripcost USING btree (stop_id);
CREATE INDEX visits_tripcost_trip_id_00321ee0 ON public.visits_tripcost USING btree (trip_id);
CREATE INDEX visits_tripstop_candidacy_id_0f530fac ON public.visits_tripstop USING btree (candidacy_id);
CREATE INDEX visits_tripstop_institution_id_6c0280e4 ON public.visits_tripstop USING btree (institution_id);
CREATE INDEX visits_tripstop_municipality_id_352f84da ON public.visits_tripstop USING btree (municipality_id);
CREATE INDEX visits_tripstop_municipality_id_352f84da_like ON public.visits_tripstop USING btree (municipality_id varchar_pattern_ops);
CREATE INDEX visits_tripstop_trip_id_44551640 ON public.visits_tripstop USING btree (trip_id);
CREATE INDEX visits_visit_candidacy_id_2713ac68 ON public.visits_visit USING btree (candidacy_id);
CREATE INDEX visits_visittime_author_id_2ffec944 ON public.visits_visittime USING btree (author_id);
CREATE INDEX visits_visittime_visit_id_816e865e ON public.visits_visittime USING btree (visit_id);
CREATE UNIQUE INDEX wording_one_open ON public.office_criterionwording USING btree (criterion) WHERE ("right" IS NULL);
CREATE INDEX workforce_by_prefecture ON public.areas_facilityworkforce USING btree (edition, prefecture_id);
CREATE CONSTRAINT TRIGGER agreement_went_its_way AFTER INSERT OR UPDATE OF state, agreed_hash ON public.candidacies_candidacy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.agreement_went_its_way();
CREATE CONSTRAINT TRIGGER audit_entry_chain AFTER INSERT ON public.audit_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.audit_chain();
CREATE TRIGGER audit_entry_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER audit_link_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_link FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_agreementversion_fixed BEFORE DELETE OR UPDATE OF candidacy_id, no, content_hash, made_at, made_by_id OR TRUNCATE ON public.candidacies_agreementversion FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_agreementversion_words BEFORE UPDATE OF content ON public.candidacies_agreementversion FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_answer_fixed BEFORE DELETE OR UPDATE OF id, key, side, author_id, channel, question_id, answered_at OR TRUNCATE ON public.candidacies_answer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_answer_words BEFORE UPDATE OF text, confirmer ON public.candidacies_answer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_approval_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.candidacies_approval FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_attachment_fixed BEFORE DELETE OR UPDATE OF id, key, side, author_id, channel, candidacy_id, content_type, size, sent_at OR TRUNCATE ON public.candidacies_attachment FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_candidacytransition_fixed BEFORE DELETE OR UPDATE OF id, step, from_state, to_state, at, actor_id, party, channel, reason_code, data, candidacy_id OR TRUNCATE ON public.candidacies_candidacytransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_candidacytransition_words BEFORE UPDATE OF reason ON public.candidacies_candidacytransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_clause_fixed BEFORE DELETE OR UPDATE OF candidacy_id, no, proposed_by OR TRUNCATE ON public.candidacies_clause FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_clause_words BEFORE UPDATE OF text ON public.candidacies_clause FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_commonanswer_fixed BEFORE DELETE OR UPDATE OF id, key, institution_id, origin_id, question, answer, chosen_at OR TRUNCATE ON public.candidacies_commonanswer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_introduction_sent BEFORE DELETE OR UPDATE ON public.candidacies_introduction FOR EACH ROW WHEN ((old.sent_at IS NOT NULL)) EXECUTE FUNCTION public.sent_words_are_fixed();
CREATE TRIGGER candidacies_message_fixed BEFORE DELETE OR UPDATE OF id, key, side, author_id, channel, candidacy_id, sent_at OR TRUNCATE ON public.candidacies_message FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_message_words BEFORE UPDATE OF text, confirmer ON public.candidacies_message FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_proposal_sent BEFORE DELETE OR UPDATE ON public.candidacies_proposal FOR EACH ROW WHEN ((old.sent_at IS NOT NULL)) EXECUTE FUNCTION public.sent_words_are_fixed();
CREATE TRIGGER candidacies_question_fixed BEFORE DELETE OR UPDATE OF id, key, side, author_id, channel, candidacy_id, asked_at, due_on, bank OR TRUNCATE ON public.candidacies_question FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_question_words BEFORE UPDATE OF text ON public.candidacies_question FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_termswish_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.candidacies_termswish FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_trackrecord_fixed BEFORE DELETE OR UPDATE OF id, step_id, act, "on", by_id, party, channel, confirmer, at OR TRUNCATE ON public.candidacies_trackrecord FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacies_trackrecord_words BEFORE UPDATE OF note ON public.candidacies_trackrecord FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER candidacies_trackstep_fixed BEFORE DELETE OR UPDATE OF version_id, no, label, in_person, core_only, basis OR TRUNCATE ON public.candidacies_trackstep FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER candidacy_end_is_final BEFORE UPDATE OF state ON public.candidacies_candidacy FOR EACH ROW WHEN ((((old.state)::text = ANY (ARRAY[('settled'::character varying)::text, ('physician_declined'::character varying)::text, ('institution_declined'::character varying)::text, ('coordinator_closed'::character varying)::text, ('opening_closed'::character varying)::text, ('cancelled_after_agreement'::character varying)::text, ('left'::character varying)::text])) AND ((new.state)::text <> (old.state)::text))) EXECUTE FUNCTION public.candidacy_end_is_final();
CREATE CONSTRAINT TRIGGER candidacy_matches_log AFTER INSERT OR UPDATE OF state, agreed_hash ON public.candidacies_candidacy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.candidacy_matches_log();
CREATE TRIGGER candidacy_no_solicitation BEFORE INSERT OR UPDATE OF state ON public.candidacies_candidacy FOR EACH ROW EXECUTE FUNCTION public.refuse_solicitation();
CREATE TRIGGER desk_handed_stays BEFORE UPDATE ON public.desk_handedwriting FOR EACH ROW EXECUTE FUNCTION public.desk_handed_stays();
CREATE TRIGGER desk_words_stay BEFORE UPDATE ON public.desk_wordtemplateversion FOR EACH ROW EXECUTE FUNCTION public.desk_words_stay();
CREATE TRIGGER institutions_declaration_fixed BEFORE DELETE OR UPDATE OF id, version, text, answers, applies, declared_on, valid_until, declarer, channel, made_at, institution_id, made_by_id OR TRUNCATE ON public.institutions_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER institutions_declaration_renewed BEFORE UPDATE OF detail ON public.institutions_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_renewal();
CREATE TRIGGER institutions_institutiontransition_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.institutions_institutiontransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_chosenfrom_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_chosenfrom FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_closedreport_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_closedreport FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_comparisonplan_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_comparisonplan FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_criterionreview_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_criterionreview FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_criterionwording_fixed BEFORE DELETE OR UPDATE OF key, criterion, title, text, edition, entered_at, entered_by_id OR TRUNCATE ON public.office_criterionwording FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_evidence_fixed BEFORE DELETE OR UPDATE OF id, key, criterion, file_type, added_at, added_by_id OR TRUNCATE ON public.office_evidence FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_explained_fixed BEFORE UPDATE OF id, key, text_id, physician_id, institution_id, way, "on", notice_key, at, by_id OR TRUNCATE ON public.office_explained FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_explanationtext_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_explanationtext FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_feeentry_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_feeentry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_filepurpose_fixed BEFORE DELETE OR UPDATE OF id, what, why, at, by_id OR TRUNCATE ON public.office_filepurpose FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_filepurpose_words BEFORE UPDATE OF words ON public.office_filepurpose FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER office_halfyearcheck_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_halfyearcheck FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_incident_fixed BEFORE DELETE OR UPDATE OF id, number, key, known_on, recorded_by_id, recorded_at OR TRUNCATE ON public.office_incident FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_incidententry_fixed BEFORE DELETE OR UPDATE OF id, key, kind, "on", at, by_id, incident_id OR TRUNCATE ON public.office_incidententry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_incidententry_renewed BEFORE UPDATE OF words ON public.office_incidententry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_renewal();
CREATE TRIGGER office_invoice_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_ledgerentry_fixed BEFORE DELETE OR UPDATE OF id, opening_id, physician_id, accepted_on, made_at OR TRUNCATE ON public.office_ledgerentry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_ledgerentry_words BEFORE UPDATE OF facts ON public.office_ledgerentry FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER office_refund_fixed BEFORE DELETE OR UPDATE OF id, key, invoice_id, kind, left_on, share_percent, net_yen, tax_yen, basis, reason, prepared_at, prepared_by_id OR TRUNCATE ON public.office_refund FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_reviewanswer_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_reviewanswer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_stafftraining_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_stafftraining FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_supportaccess_fixed BEFORE DELETE OR UPDATE OF id, key, physician_id, hours, asked_by_id, asked_at OR TRUNCATE ON public.office_supportaccess FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_termchange_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_termchange FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_watchanswer_fixed BEFORE DELETE OR UPDATE OF id, kind, day, at, by_id, reader_id OR TRUNCATE ON public.office_watchanswer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER office_watchanswer_renewed BEFORE UPDATE OF words ON public.office_watchanswer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_renewal();
CREATE TRIGGER office_watchlimit_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_watchlimit FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER openings_openingtransition_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.openings_openingtransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER openings_openingversion_seen BEFORE DELETE OR UPDATE ON public.openings_openingversion FOR EACH ROW EXECUTE FUNCTION public.openings_seen_version();
CREATE TRIGGER openings_search_areaedition AFTER INSERT OR DELETE OR UPDATE ON public.areas_areaedition FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_areamember AFTER INSERT OR DELETE OR UPDATE ON public.areas_areamember FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_designation AFTER INSERT OR DELETE OR UPDATE ON public.areas_designation FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_gone AFTER DELETE OR TRUNCATE ON public.openings_opening FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('everything');
CREATE TRIGGER openings_search_institution AFTER UPDATE ON public.institutions_institution FOR EACH ROW EXECUTE FUNCTION public.openings_note_change('institution', 'id');
CREATE TRIGGER openings_search_medicalarea AFTER INSERT OR DELETE OR UPDATE ON public.areas_medicalarea FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_municipality AFTER INSERT OR DELETE OR UPDATE ON public.areas_municipality FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_opening AFTER INSERT OR UPDATE ON public.openings_opening FOR EACH ROW EXECUTE FUNCTION public.openings_note_change('opening', 'id');
CREATE TRIGGER openings_search_prefecture AFTER INSERT OR DELETE OR UPDATE ON public.areas_prefecture FOR EACH STATEMENT EXECUTE FUNCTION public.openings_note_change('areas');
CREATE TRIGGER openings_search_spot AFTER INSERT OR UPDATE ON public.openings_spotday FOR EACH ROW EXECUTE FUNCTION public.openings_note_change('opening', 'opening_id');
CREATE TRIGGER openings_search_version AFTER UPDATE OF title, specialties, employment, days, slots, night_duty, on_call, offers, annual_pay_min_yen, annual_pay_max_yen, daily_pay_yen ON public.openings_openingversion FOR EACH ROW EXECUTE FUNCTION public.openings_note_change('opening', 'opening_id');
CREATE TRIGGER outreach_campaign_code_fixed BEFORE UPDATE ON public.outreach_campaign FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR ((old.code)::text IS DISTINCT FROM (new.code)::text) OR ((old.paper_code)::text IS DISTINCT FROM (new.paper_code)::text) OR (old.society_id IS DISTINCT FROM new.society_id))) EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_campaign_kept BEFORE DELETE OR TRUNCATE ON public.outreach_campaign FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_campaigncost_fixed BEFORE DELETE OR UPDATE OF key, campaign_id, kind, day, yen, hours, note, made_at, made_by_id OR TRUNCATE ON public.outreach_campaigncost FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_funneledition_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outreach_funneledition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_letterwording_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outreach_letterwording FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_storypicture_fixed BEFORE DELETE OR UPDATE OF story_id, digest OR TRUNCATE ON public.outreach_storypicture FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_storypicture_renewed BEFORE UPDATE OF data ON public.outreach_storypicture FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER outreach_storyversion_fixed BEFORE DELETE OR UPDATE OF story_id, no, picture_id, fingerprint, made_by_id OR TRUNCATE ON public.outreach_storyversion FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER outreach_storyversion_words BEFORE UPDATE OF title, way, way_words, who, work, body, hard, after, alt ON public.outreach_storyversion FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER physicians_consenttext_fixed BEFORE DELETE OR UPDATE OF kind, version, summary, text, valid_from OR TRUNCATE ON public.physicians_consenttext FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER physicians_physiciantransition_fixed BEFORE DELETE OR UPDATE OF id, step, from_state, to_state, at, actor_id, party, channel, reason_code, data, physician_id OR TRUNCATE ON public.physicians_physiciantransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER physicians_physiciantransition_words BEFORE UPDATE OF reason ON public.physicians_physiciantransition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER physicians_wishsheet_fixed BEFORE UPDATE OF id, no, made_at, specialties, skills, prefectures, max_commute_min, relocation, employment, days_min, days_max, slots, night_duty, on_call, min_annual_pay_yen, min_daily_pay_yen, wishes, available_from, weekly_hours_committed, overtime_level, municipality_id, physician_id, max_on_call_per_month OR TRUNCATE ON public.physicians_wishsheet FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER physicians_wishsheet_renewed BEFORE UPDATE OF note ON public.physicians_wishsheet FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_renewal();
CREATE TRIGGER physicians_wishsheet_words BEFORE DELETE ON public.physicians_wishsheet FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_but_erasure();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
CREATE TRIGGER research_figuresedition_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.research_figuresedition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER research_noisyanswer_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.research_noisyanswer FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER research_researchedition_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.research_researchedition FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER research_yearlycut_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.research_yearlycut FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER surveys_surveyversion_fixed BEFORE DELETE OR UPDATE ON public.surveys_surveyversion FOR EACH ROW EXECUTE FUNCTION public.survey_version_fixed();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_organisation_id_98e5c22b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_user_id_487fb39e_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_session
    ADD CONSTRAINT accounts_session_user_id_d5aaed01_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_signinlink
    ADD CONSTRAINT accounts_signinlink_user_id_a6b02f6b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_typedwords
    ADD CONSTRAINT accounts_typedwords_user_id_4f6c302b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_caretask
    ADD CONSTRAINT aftercare_caretask_candidacy_id_b14d0147_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_caretask
    ADD CONSTRAINT aftercare_caretask_checkin_id_bba6e035_fk_aftercare_checkin_id FOREIGN KEY (checkin_id) REFERENCES public.aftercare_checkin(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_caretask
    ADD CONSTRAINT aftercare_caretask_done_by_id_7d061617_fk_accounts_user_id FOREIGN KEY (done_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_checkin
    ADD CONSTRAINT aftercare_checkin_author_id_ab39c4c9_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_checkin
    ADD CONSTRAINT aftercare_checkin_placement_id_51554777_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_clauseaudit
    ADD CONSTRAINT aftercare_clauseaudi_checkin_id_63daa6a4_fk_aftercare FOREIGN KEY (checkin_id) REFERENCES public.aftercare_checkin(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_feeevent
    ADD CONSTRAINT aftercare_feeevent_placement_id_34ef14c4_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_keeping
    ADD CONSTRAINT aftercare_keeping_institution_id_26a67722_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_keeping
    ADD CONSTRAINT aftercare_keeping_replied_by_id_4edd4949_fk_accounts_user_id FOREIGN KEY (replied_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_leaveevent
    ADD CONSTRAINT aftercare_leaveevent_placement_id_6577e591_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_starttick
    ADD CONSTRAINT aftercare_starttick_author_id_12cddb83_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.aftercare_starttick
    ADD CONSTRAINT aftercare_starttick_placement_id_2aeb84f6_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_areamember
    ADD CONSTRAINT areas_areamember_area_id_6bf8b818_fk_areas_medicalarea_id FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_areamember
    ADD CONSTRAINT areas_areamember_edition_id_a108e993_fk_areas_areaedition_id FOREIGN KEY (edition_id) REFERENCES public.areas_areaedition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_areamember
    ADD CONSTRAINT areas_areamember_municipality_id_9f3ae673_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_areaoutline
    ADD CONSTRAINT areas_areaoutline_area_id_c015608d_fk_areas_medicalarea_id FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_designation
    ADD CONSTRAINT areas_designation_area_id_b25ff7d4_fk_areas_medicalarea_id FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_designation
    ADD CONSTRAINT areas_designation_municipality_id_128ce6d6_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_facilityworkforce
    ADD CONSTRAINT areas_facilityworkfo_area_id_7c59f4ce_fk_areas_med FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_facilityworkforce
    ADD CONSTRAINT areas_facilityworkfo_prefecture_id_ef40c300_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_medicalarea
    ADD CONSTRAINT areas_medicalarea_edition_id_3934131a_fk_areas_areaedition_id FOREIGN KEY (edition_id) REFERENCES public.areas_areaedition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_medicalarea
    ADD CONSTRAINT areas_medicalarea_prefecture_id_879accbf_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_municipality
    ADD CONSTRAINT areas_municipality_city_id_f53fbf55_fk_areas_municipality_code FOREIGN KEY (city_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_municipality
    ADD CONSTRAINT areas_municipality_prefecture_id_f9d6eef1_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_patientflow
    ADD CONSTRAINT areas_patientflow_area_id_e538e011_fk_areas_medicalarea_id FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_physiciancount
    ADD CONSTRAINT areas_physiciancount_prefecture_id_b28be6b3_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_populationcount
    ADD CONSTRAINT areas_populationcoun_municipality_id_1df3b1b2_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_populationcount
    ADD CONSTRAINT areas_populationcoun_prefecture_id_4ab0bfbe_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_prefectureindex
    ADD CONSTRAINT areas_prefectureinde_edition_id_94e265f7_fk_areas_are FOREIGN KEY (edition_id) REFERENCES public.areas_areaedition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.areas_prefectureindex
    ADD CONSTRAINT areas_prefectureinde_prefecture_id_dfb9b183_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_actor_id_57c4b003_fk_accounts_user_id FOREIGN KEY (actor_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.audit_link
    ADD CONSTRAINT audit_link_entry_id_090b67f9_fk_audit_entry_id FOREIGN KEY (entry_id) REFERENCES public.audit_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_agreementversion
    ADD CONSTRAINT candidacies_agreemen_candidacy_id_00495887_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_agreementversion
    ADD CONSTRAINT candidacies_agreemen_made_by_id_9613ecbd_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_answer
    ADD CONSTRAINT candidacies_answer_author_id_a0e763ee_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_answer
    ADD CONSTRAINT candidacies_answer_question_id_723be730_fk_candidaci FOREIGN KEY (question_id) REFERENCES public.candidacies_question(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_approval
    ADD CONSTRAINT candidacies_approval_by_id_b011e496_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_approval
    ADD CONSTRAINT candidacies_approval_version_id_5ab096bf_fk_candidaci FOREIGN KEY (version_id) REFERENCES public.candidacies_agreementversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_attachment
    ADD CONSTRAINT candidacies_attachme_candidacy_id_09272daa_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_attachment
    ADD CONSTRAINT candidacies_attachment_author_id_c3304f92_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacytransition
    ADD CONSTRAINT candidacies_candidac_actor_id_6ce81d13_fk_accounts_ FOREIGN KEY (actor_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacytransition
    ADD CONSTRAINT candidacies_candidac_candidacy_id_aa408adf_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidac_opening_id_2b62ca48_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidac_physician_id_148e6213_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidac_previous_id_ce4c4b82_fk_candidaci FOREIGN KEY (previous_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidac_version_seen_id_af7516d5_fk_openings_ FOREIGN KEY (version_seen_id) REFERENCES public.openings_openingversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_candidacy
    ADD CONSTRAINT candidacies_candidacy_owner_id_c75ab337_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_clause
    ADD CONSTRAINT candidacies_clause_candidacy_id_5dca880d_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_clause
    ADD CONSTRAINT candidacies_clause_question_id_f9334761_fk_candidaci FOREIGN KEY (question_id) REFERENCES public.candidacies_question(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_commonanswer
    ADD CONSTRAINT candidacies_commonan_chosen_by_id_b8faf605_fk_accounts_ FOREIGN KEY (chosen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_commonanswer
    ADD CONSTRAINT candidacies_commonan_institution_id_9fdf5072_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_commonanswer
    ADD CONSTRAINT candidacies_commonan_origin_id_48ac7e59_fk_candidaci FOREIGN KEY (origin_id) REFERENCES public.candidacies_answer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_companionwish
    ADD CONSTRAINT candidacies_companio_physician_id_408f7366_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmess_candidacy_id_2257f953_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmess_decided_by_id_7de7b8ad_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmess_question_id_c2eac0e0_fk_candidaci FOREIGN KEY (question_id) REFERENCES public.candidacies_question(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_heldmessage
    ADD CONSTRAINT candidacies_heldmessage_author_id_1c0dad31_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_inquiry
    ADD CONSTRAINT candidacies_inquiry_answered_by_id_66837eac_fk_accounts_user_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_inquiry
    ADD CONSTRAINT candidacies_inquiry_candidacy_id_e4c377c4_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_introduction
    ADD CONSTRAINT candidacies_introduc_candidacy_id_e87346d2_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_jointseat
    ADD CONSTRAINT candidacies_jointsea_candidacy_id_708a369b_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_jointseat
    ADD CONSTRAINT candidacies_jointsea_joint_id_6b26e253_fk_candidaci FOREIGN KEY (joint_id) REFERENCES public.candidacies_jointtalk(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_jointtalk
    ADD CONSTRAINT candidacies_jointtalk_made_by_id_32075125_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_message
    ADD CONSTRAINT candidacies_message_author_id_4923a1ff_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_message
    ADD CONSTRAINT candidacies_message_candidacy_id_7cea3703_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_placement
    ADD CONSTRAINT candidacies_placemen_candidacy_id_9a18fb35_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_privatenote
    ADD CONSTRAINT candidacies_privaten_candidacy_id_7b3f7255_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_privatenote
    ADD CONSTRAINT candidacies_privatenote_author_id_353844e9_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_proposal
    ADD CONSTRAINT candidacies_proposal_candidacy_id_dbe916e8_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_question
    ADD CONSTRAINT candidacies_question_author_id_619845e5_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_question
    ADD CONSTRAINT candidacies_question_candidacy_id_e1dded17_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_talknews
    ADD CONSTRAINT candidacies_talknews_candidacy_id_9f4c9e8b_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_termswish
    ADD CONSTRAINT candidacies_termswis_candidacy_id_ee991a90_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_termswish
    ADD CONSTRAINT candidacies_termswish_by_id_84975c0d_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_trackrecord
    ADD CONSTRAINT candidacies_trackrec_step_id_0b425e7d_fk_candidaci FOREIGN KEY (step_id) REFERENCES public.candidacies_trackstep(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_trackrecord
    ADD CONSTRAINT candidacies_trackrecord_by_id_fdb8840d_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.candidacies_trackstep
    ADD CONSTRAINT candidacies_trackste_version_id_03982a17_fk_candidaci FOREIGN KEY (version_id) REFERENCES public.candidacies_agreementversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_about_id_d61bd578_fk_accounts_user_id FOREIGN KEY (about_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_handler_id_be7a03e0_fk_accounts_user_id FOREIGN KEY (handler_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_recorded_by_id_eaa8796d_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_user_id_fbe61a45_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_calendarfeed
    ADD CONSTRAINT desk_calendarfeed_owner_id_c7b2724d_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_callbackrequest
    ADD CONSTRAINT desk_callbackrequest_done_by_id_40fabf99_fk_accounts_user_id FOREIGN KEY (done_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_caseloadmove
    ADD CONSTRAINT desk_caseloadmove_giver_id_81518b2e_fk_accounts_user_id FOREIGN KEY (giver_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_caseloadmove
    ADD CONSTRAINT desk_caseloadmove_offered_by_id_67fe865e_fk_accounts_user_id FOREIGN KEY (offered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_caseloadmove
    ADD CONSTRAINT desk_caseloadmove_taker_id_06015508_fk_accounts_user_id FOREIGN KEY (taker_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_caseloadmove
    ADD CONSTRAINT desk_caseloadmove_undone_by_id_a07c9ca1_fk_accounts_user_id FOREIGN KEY (undone_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conference_attended
    ADD CONSTRAINT desk_conference_atte_conference_id_f6399982_fk_desk_conf FOREIGN KEY (conference_id) REFERENCES public.desk_conference(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conference_attended
    ADD CONSTRAINT desk_conference_attended_user_id_1026bd6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conference
    ADD CONSTRAINT desk_conference_held_by_id_1aa30283_fk_accounts_user_id FOREIGN KEY (held_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conference
    ADD CONSTRAINT desk_conference_planned_by_id_ff85e814_fk_accounts_user_id FOREIGN KEY (planned_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_action_id_b5b1a9ef_fk_desk_nextaction_id FOREIGN KEY (action_id) REFERENCES public.desk_nextaction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_candidacy_id_cd875970_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_conference_id_000c2c05_fk_desk_conf FOREIGN KEY (conference_id) REFERENCES public.desk_conference(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_decided_by_id_0c12a298_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_institution_id_7dee5fb6_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_opening_id_60214529_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_physician_id_3f811c07_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_conferencecase
    ADD CONSTRAINT desk_conferencecase_put_by_id_7562364c_fk_accounts_user_id FOREIGN KEY (put_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_deputy
    ADD CONSTRAINT desk_deputy_absent_id_f590c5f3_fk_accounts_user_id FOREIGN KEY (absent_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_deputy
    ADD CONSTRAINT desk_deputy_deputy_id_c163b71a_fk_accounts_user_id FOREIGN KEY (deputy_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_deputy
    ADD CONSTRAINT desk_deputy_made_by_id_02cdffdb_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_author_id_37d23fcb_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_candidacy_id_464a329d_fk_candidacies_candidacy_id FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_institution_id_593de462_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_opening_id_582fb1a5_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_physician_id_a4fe1fca_fk_physicians_physician_id FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_desknote
    ADD CONSTRAINT desk_desknote_struck_by_id_9fe427dd_fk_accounts_user_id FOREIGN KEY (struck_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_candidacy_id_48d5cf90_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_handed_by_id_1d593793_fk_accounts_user_id FOREIGN KEY (handed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_institution_id_3ed916ca_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_opening_id_bbc479f6_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_physician_id_93e15fe3_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_handedwriting
    ADD CONSTRAINT desk_handedwriting_words_id_b6f8aeca_fk_desk_word FOREIGN KEY (words_id) REFERENCES public.desk_wordtemplateversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_keeper
    ADD CONSTRAINT desk_keeper_coordinator_id_10012748_fk_accounts_user_id FOREIGN KEY (coordinator_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_keeper
    ADD CONSTRAINT desk_keeper_institution_id_bc8ecb95_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_candidacy_id_700ee3f3_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_done_by_id_feeca1aa_fk_accounts_user_id FOREIGN KEY (done_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_institution_id_b6bff66e_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_opening_id_8d09a836_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_owner_id_baccb3b4_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_physician_id_d5e997e6_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_nextaction
    ADD CONSTRAINT desk_nextaction_set_by_id_3626c86e_fk_accounts_user_id FOREIGN KEY (set_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_owntime
    ADD CONSTRAINT desk_owntime_owner_id_b4daa530_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_candidacy_id_309236f6_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_done_by_id_993eb415_fk_accounts_user_id FOREIGN KEY (done_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_institution_id_3a6519c4_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_made_by_id_df851e11_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_opening_id_a7681bef_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papersheet
    ADD CONSTRAINT desk_papersheet_physician_id_0592a4c9_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papertyping
    ADD CONSTRAINT desk_papertyping_sheet_id_ce189eb7_fk_desk_papersheet_id FOREIGN KEY (sheet_id) REFERENCES public.desk_papersheet(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_papertyping
    ADD CONSTRAINT desk_papertyping_typed_by_id_24199d5c_fk_accounts_user_id FOREIGN KEY (typed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_qualityitem
    ADD CONSTRAINT desk_qualityitem_checker_id_0d69ba05_fk_accounts_user_id FOREIGN KEY (checker_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_qualityitem
    ADD CONSTRAINT desk_qualityitem_owner_id_6d0ab0aa_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_qualityitem
    ADD CONSTRAINT desk_qualityitem_sample_id_800631cc_fk_desk_qualitysample_id FOREIGN KEY (sample_id) REFERENCES public.desk_qualitysample(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_qualitysample
    ADD CONSTRAINT desk_qualitysample_made_by_id_63b0bdb4_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_author_id_f67267cd_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_candidacy_id_3dce8e75_fk_candidacies_candidacy_id FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_institution_id_bde2537e_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_opening_id_71a0f080_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_trace
    ADD CONSTRAINT desk_trace_physician_id_73e23025_fk_physicians_physician_id FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_wordtemplateversion
    ADD CONSTRAINT desk_wordtemplatever_made_by_id_d0e1a29a_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_wordtemplateversion
    ADD CONSTRAINT desk_wordtemplatever_template_id_78b59192_fk_desk_word FOREIGN KEY (template_id) REFERENCES public.desk_wordtemplate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_application
    ADD CONSTRAINT institutions_applica_institution_id_9153fa0d_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_application
    ADD CONSTRAINT institutions_applica_joined_id_b81f55ae_fk_instituti FOREIGN KEY (joined_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_approvalroute
    ADD CONSTRAINT institutions_approva_institution_id_f14776da_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_approvalroute
    ADD CONSTRAINT institutions_approva_saved_by_id_c5a7fa82_fk_accounts_ FOREIGN KEY (saved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_continuitybook
    ADD CONSTRAINT institutions_continu_changed_by_id_626355b9_fk_accounts_ FOREIGN KEY (changed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_continuitybook
    ADD CONSTRAINT institutions_continu_institution_id_5a070531_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_continuitypost
    ADD CONSTRAINT institutions_continu_institution_id_ad61728c_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_continuitypost
    ADD CONSTRAINT institutions_continu_saved_by_id_6730022e_fk_accounts_ FOREIGN KEY (saved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_declaration
    ADD CONSTRAINT institutions_declara_institution_id_27e8ed8a_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_declaration
    ADD CONSTRAINT institutions_declara_made_by_id_39857360_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_hostingplan
    ADD CONSTRAINT institutions_hosting_institution_id_6e8a4ecd_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_hostingplan
    ADD CONSTRAINT institutions_hosting_saved_by_id_71d0c8a2_fk_accounts_ FOREIGN KEY (saved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institutiontransition
    ADD CONSTRAINT institutions_institu_actor_id_b53e740c_fk_accounts_ FOREIGN KEY (actor_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institutioncheck
    ADD CONSTRAINT institutions_institu_checked_by_id_18ec261a_fk_accounts_ FOREIGN KEY (checked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institu_corporation_id_191ed8c8_fk_instituti FOREIGN KEY (corporation_id) REFERENCES public.institutions_corporation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institutiontransition
    ADD CONSTRAINT institutions_institu_institution_id_1bb16888_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institutioncheck
    ADD CONSTRAINT institutions_institu_institution_id_d63b75e0_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institu_listed_id_96a21d59_fk_instituti FOREIGN KEY (listed_id) REFERENCES public.institutions_listedfacility(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institutioncheck
    ADD CONSTRAINT institutions_institu_listed_id_dfd75b67_fk_instituti FOREIGN KEY (listed_id) REFERENCES public.institutions_listedfacility(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institu_merged_into_id_b3beeab0_fk_instituti FOREIGN KEY (merged_into_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institu_municipality_id_a235307e_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_institution
    ADD CONSTRAINT institutions_institu_organisation_id_f98df7bf_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_invitation
    ADD CONSTRAINT institutions_invitat_institution_id_d6442a49_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_invitation
    ADD CONSTRAINT institutions_invitat_invited_by_id_ac6f3391_fk_accounts_ FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_listedfacility
    ADD CONSTRAINT institutions_listedf_municipality_id_5525a333_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_listedfacility
    ADD CONSTRAINT institutions_listedf_prefecture_id_828c2d37_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_practicefact
    ADD CONSTRAINT institutions_practic_institution_id_1666d80b_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_practicefact
    ADD CONSTRAINT institutions_practic_made_by_id_da5fcf4a_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_readiness
    ADD CONSTRAINT institutions_readine_institution_id_d19719a5_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_readiness
    ADD CONSTRAINT institutions_readine_office_by_id_68c4f4e3_fk_accounts_ FOREIGN KEY (office_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_readiness
    ADD CONSTRAINT institutions_readine_physician_by_id_ebcdf08a_fk_accounts_ FOREIGN KEY (physician_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_regionfact
    ADD CONSTRAINT institutions_regionf_decided_by_id_887bb1f7_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_regionfact
    ADD CONSTRAINT institutions_regionf_municipality_id_d7868d24_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_regionfact
    ADD CONSTRAINT institutions_regionf_proposed_by_id_0c6cbc3c_fk_instituti FOREIGN KEY (proposed_by_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.institutions_regionfact
    ADD CONSTRAINT institutions_regionfact_made_by_id_db408661_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.keeping_erasureproof
    ADD CONSTRAINT keeping_erasureproof_leaving_id_51e30864_fk_physician FOREIGN KEY (leaving_id) REFERENCES public.physicians_leaving(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.keeping_erasureproof
    ADD CONSTRAINT keeping_erasureproof_settled_by_id_6af5fe9c_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.keeping_retentionline
    ADD CONSTRAINT keeping_retentionlin_run_id_be2d89ed_fk_keeping_r FOREIGN KEY (run_id) REFERENCES public.keeping_retentionrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.keeping_retentionrun
    ADD CONSTRAINT keeping_retentionrun_asked_by_id_7c91e1d7_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightansw_corporation_id_c00cd931_fk_instituti FOREIGN KEY (corporation_id) REFERENCES public.institutions_corporation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightansw_institution_id_ec7c7b1b_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightansw_opening_id_c9658899_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightansw_version_id_02dbdb1c_fk_openings_ FOREIGN KEY (version_id) REFERENCES public.openings_openingversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_insightanswer
    ADD CONSTRAINT matching_insightanswer_by_id_3c3117ec_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_by_id_0a5b1f73_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_regionanswer
    ADD CONSTRAINT matching_regionanswer_run_id_844439b0_fk_matching_matchrun_id FOREIGN KEY (run_id) REFERENCES public.matching_matchrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slate
    ADD CONSTRAINT matching_slate_coordinator_id_a278ce40_fk_accounts_user_id FOREIGN KEY (coordinator_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slate
    ADD CONSTRAINT matching_slate_made_by_id_e56a15d0_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT matching_slateline_decided_by_id_a0691ca4_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT matching_slateline_opening_id_97f50757_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT matching_slateline_physician_id_f7f8c839_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_slateline
    ADD CONSTRAINT matching_slateline_slate_id_9c2bec6e_fk_matching_slate_id FOREIGN KEY (slate_id) REFERENCES public.matching_slate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT matching_suggestion_opening_id_c8d30316_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT matching_suggestion_physician_id_da249af4_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_suggestion
    ADD CONSTRAINT matching_suggestion_run_id_c3f7ee53_fk_matching_matchrun_id FOREIGN KEY (run_id) REFERENCES public.matching_matchrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.merging_keptapart
    ADD CONSTRAINT merging_keptapart_by_id_c3d1a699_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.merging_merge
    ADD CONSTRAINT merging_merge_by_id_d6883db2_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.merging_merge
    ADD CONSTRAINT merging_merge_undone_by_id_a994858d_fk_accounts_user_id FOREIGN KEY (undone_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.merging_mergechange
    ADD CONSTRAINT merging_mergechange_merge_id_9c16ced9_fk_merging_merge_id FOREIGN KEY (merge_id) REFERENCES public.merging_merge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT notices_bulkline_notice_id_6a480fc4_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT notices_bulkline_sending_id_9558e7f3_fk_notices_bulksending_id FOREIGN KEY (sending_id) REFERENCES public.notices_bulksending(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulkline
    ADD CONSTRAINT notices_bulkline_user_id_0b4e6e06_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_approved_by_id_b4d1b196_fk_accounts_user_id FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_made_by_id_bec619ac_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_returned_by_id_39daa7e2_fk_accounts_user_id FOREIGN KEY (returned_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_bulksending
    ADD CONSTRAINT notices_bulksending_stopped_by_id_da239cc6_fk_accounts_user_id FOREIGN KEY (stopped_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_done_by_id_4de9e955_fk_accounts_user_id FOREIGN KEY (done_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_joined_to_id_4cc8f47e_fk_notices_notice_id FOREIGN KEY (joined_to_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_recipient_id_fd0027f8_fk_accounts_user_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_chosenfrom
    ADD CONSTRAINT office_chosenfrom_candidacy_id_c4bc30ad_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_closedreport
    ADD CONSTRAINT office_closedreport_closed_by_id_a04f7378_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_comparisonplan
    ADD CONSTRAINT office_comparisonplan_by_id_cd5fef09_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_comparisonplan
    ADD CONSTRAINT office_comparisonplan_person_id_de3183c9_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_criterionreview
    ADD CONSTRAINT office_criterionreview_by_id_87d9dcc3_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_criterionwording
    ADD CONSTRAINT office_criterionword_entered_by_id_f60f4244_fk_accounts_ FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_criterionwording
    ADD CONSTRAINT office_criterionword_settled_by_id_8b4ca9ed_fk_accounts_ FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_evidence
    ADD CONSTRAINT office_evidence_added_by_id_a49dcb7c_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_evidence
    ADD CONSTRAINT office_evidence_removed_by_id_26b32938_fk_accounts_user_id FOREIGN KEY (removed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_by_id_189f7402_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_institution_id_bb595009_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_physician_id_ae91d21a_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_explained
    ADD CONSTRAINT office_explained_text_id_319d4b30_fk_office_explanationtext_id FOREIGN KEY (text_id) REFERENCES public.office_explanationtext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_corrects_id_147b9e13_fk_office_feeentry_id FOREIGN KEY (corrects_id) REFERENCES public.office_feeentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_invoice_id_759edb89_fk_office_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.office_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_recorded_by_id_98044c04_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_feeentry
    ADD CONSTRAINT office_feeentry_refund_id_96a14af2_fk_office_refund_id FOREIGN KEY (refund_id) REFERENCES public.office_refund(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_filepurpose
    ADD CONSTRAINT office_filepurpose_by_id_d06e85d9_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_halfyearcheck
    ADD CONSTRAINT office_halfyearcheck_placement_id_ceda2950_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_halfyearcheck
    ADD CONSTRAINT office_halfyearcheck_recorded_by_id_fdf96092_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_incident
    ADD CONSTRAINT office_incident_recorded_by_id_2f2e7f54_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_incidententry
    ADD CONSTRAINT office_incidententry_by_id_5d0248ed_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_incidententry
    ADD CONSTRAINT office_incidententry_incident_id_fe560dcb_fk_office_incident_id FOREIGN KEY (incident_id) REFERENCES public.office_incident(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_invoice
    ADD CONSTRAINT office_invoice_event_id_590ed4ec_fk_aftercare_feeevent_id FOREIGN KEY (event_id) REFERENCES public.aftercare_feeevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_invoice
    ADD CONSTRAINT office_invoice_made_by_id_72f136f7_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_ledgerentry
    ADD CONSTRAINT office_ledgerentry_opening_id_e6bb5d77_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_ledgerentry
    ADD CONSTRAINT office_ledgerentry_physician_id_3dde5fca_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_ledgerremark
    ADD CONSTRAINT office_ledgerremark_by_id_c2166cbe_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_ledgerremark
    ADD CONSTRAINT office_ledgerremark_entry_id_2313a08c_fk_office_ledgerentry_id FOREIGN KEY (entry_id) REFERENCES public.office_ledgerentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_refund
    ADD CONSTRAINT office_refund_decided_by_id_6686e6a3_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_refund
    ADD CONSTRAINT office_refund_invoice_id_540f451a_fk_office_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.office_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_refund
    ADD CONSTRAINT office_refund_prepared_by_id_c64ef626_fk_accounts_user_id FOREIGN KEY (prepared_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_reviewanswer
    ADD CONSTRAINT office_reviewanswer_by_id_84b21628_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_reviewanswer
    ADD CONSTRAINT office_reviewanswer_membership_id_e0c6fdc3_fk_accounts_ FOREIGN KEY (membership_id) REFERENCES public.accounts_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_stafftraining
    ADD CONSTRAINT office_stafftraining_by_id_a1b2b00a_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_supportaccess
    ADD CONSTRAINT office_supportaccess_asked_by_id_91811bc9_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_supportaccess
    ADD CONSTRAINT office_supportaccess_decided_by_id_7f7f4d1a_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_supportaccess
    ADD CONSTRAINT office_supportaccess_physician_id_470951df_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_termchange
    ADD CONSTRAINT office_termchange_placement_id_efcb34ad_fk_candidaci FOREIGN KEY (placement_id) REFERENCES public.candidacies_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_termchange
    ADD CONSTRAINT office_termchange_recorded_by_id_7c34ee26_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_watchanswer
    ADD CONSTRAINT office_watchanswer_by_id_720d9486_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_watchanswer
    ADD CONSTRAINT office_watchanswer_reader_id_ab693900_fk_accounts_user_id FOREIGN KEY (reader_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.office_watchlimit
    ADD CONSTRAINT office_watchlimit_by_id_46fc8846_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_advertisedopening
    ADD CONSTRAINT openings_advertisedo_advertisement_id_445337ec_fk_openings_ FOREIGN KEY (advertisement_id) REFERENCES public.openings_advertisement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_advertisedopening
    ADD CONSTRAINT openings_advertisedo_opening_id_2ea39b81_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_advertisement
    ADD CONSTRAINT openings_advertiseme_institution_id_a3dac400_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_advertisement
    ADD CONSTRAINT openings_advertisement_made_by_id_e324fdd9_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_confirmpreference
    ADD CONSTRAINT openings_confirmpref_institution_id_635011e2_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_intakesheet
    ADD CONSTRAINT openings_intakesheet_institution_id_04088e26_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_intakesheet
    ADD CONSTRAINT openings_intakesheet_made_by_id_d5b38b2f_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_intakesheet
    ADD CONSTRAINT openings_intakesheet_yes_by_id_a232fc96_fk_accounts_user_id FOREIGN KEY (yes_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_current_id_c41fc0cc_fk_openings_ FOREIGN KEY (current_id) REFERENCES public.openings_openingversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_institution_id_801dcabd_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_opening
    ADD CONSTRAINT openings_opening_merged_into_id_1cf31ed4_fk_openings_opening_id FOREIGN KEY (merged_into_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingtransition
    ADD CONSTRAINT openings_openingtran_actor_id_b598dd9c_fk_accounts_ FOREIGN KEY (actor_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingtransition
    ADD CONSTRAINT openings_openingtran_opening_id_ca07e605_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingversion
    ADD CONSTRAINT openings_openingvers_opening_id_b36cdb9d_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingversion
    ADD CONSTRAINT openings_openingversion_made_by_id_bd9218a3_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingwaiver
    ADD CONSTRAINT openings_openingwaiv_opening_id_d5e67264_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_openingwaiver
    ADD CONSTRAINT openings_openingwaiver_by_id_4a950c61_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_spotday
    ADD CONSTRAINT openings_spotday_made_by_id_507af82e_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.openings_spotday
    ADD CONSTRAINT openings_spotday_opening_id_d46236aa_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_campaign
    ADD CONSTRAINT outreach_campaign_society_id_b9a3d801_fk_outreach_society_id FOREIGN KEY (society_id) REFERENCES public.outreach_society(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_campaigncost
    ADD CONSTRAINT outreach_campaigncos_campaign_id_1c1fe3ec_fk_outreach_ FOREIGN KEY (campaign_id) REFERENCES public.outreach_campaign(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_campaigncost
    ADD CONSTRAINT outreach_campaigncost_made_by_id_57a2c43b_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_embedsite
    ADD CONSTRAINT outreach_embedsite_made_by_id_24259008_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_letterwording
    ADD CONSTRAINT outreach_letterwording_made_by_id_58ebaa4d_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_newsitem
    ADD CONSTRAINT outreach_newsitem_written_by_id_14f15757_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_newsletterdelivery
    ADD CONSTRAINT outreach_newsletterd_line_id_c54ae64e_fk_notices_b FOREIGN KEY (line_id) REFERENCES public.notices_bulkline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_newsletterdelivery
    ADD CONSTRAINT outreach_newsletterd_subscriber_id_50843780_fk_outreach_ FOREIGN KEY (subscriber_id) REFERENCES public.outreach_subscriber(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletteri_made_by_id_7d83be07_fk_accounts_ FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_newsletterissue
    ADD CONSTRAINT outreach_newsletteri_sending_id_a331233d_fk_notices_b FOREIGN KEY (sending_id) REFERENCES public.notices_bulksending(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_pressrun
    ADD CONSTRAINT outreach_pressrun_made_by_id_47be64a5_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_seminar
    ADD CONSTRAINT outreach_seminar_made_by_id_c6b351a9_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_seminar
    ADD CONSTRAINT outreach_seminar_written_by_id_0347369d_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_seminarentry
    ADD CONSTRAINT outreach_seminarentr_seminar_id_3d9974b2_fk_outreach_ FOREIGN KEY (seminar_id) REFERENCES public.outreach_seminar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_society
    ADD CONSTRAINT outreach_society_organisation_id_206f3832_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_societycontact
    ADD CONSTRAINT outreach_societycont_campaign_id_f268b53f_fk_outreach_ FOREIGN KEY (campaign_id) REFERENCES public.outreach_campaign(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_societycontact
    ADD CONSTRAINT outreach_societycont_society_id_a576193e_fk_outreach_ FOREIGN KEY (society_id) REFERENCES public.outreach_society(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_societycontact
    ADD CONSTRAINT outreach_societycontact_made_by_id_3e419203_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_story
    ADD CONSTRAINT outreach_story_made_by_id_59ae4df7_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyconsent
    ADD CONSTRAINT outreach_storyconsen_physician_id_69a336e2_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyconsent
    ADD CONSTRAINT outreach_storyconsen_version_id_0f0a522f_fk_outreach_ FOREIGN KEY (version_id) REFERENCES public.outreach_storyversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyconsent
    ADD CONSTRAINT outreach_storyconsent_made_by_id_ee6e80d4_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storypicture
    ADD CONSTRAINT outreach_storypicture_story_id_f0f5daec_fk_outreach_story_id FOREIGN KEY (story_id) REFERENCES public.outreach_story(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversio_approved_by_id_1ceeacf2_fk_accounts_ FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversio_picture_id_05e6b0e7_fk_outreach_ FOREIGN KEY (picture_id) REFERENCES public.outreach_storypicture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversio_returned_by_id_580c99a9_fk_accounts_ FOREIGN KEY (returned_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversion_made_by_id_fb0e9076_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_storyversion
    ADD CONSTRAINT outreach_storyversion_story_id_f11977b0_fk_outreach_story_id FOREIGN KEY (story_id) REFERENCES public.outreach_story(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outreach_visitcount
    ADD CONSTRAINT outreach_visitcount_campaign_id_09988a3d_fk_outreach_ FOREIGN KEY (campaign_id) REFERENCES public.outreach_campaign(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_anonymousdetail
    ADD CONSTRAINT physicians_anonymous_physician_id_20dc10ba_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_careerpost
    ADD CONSTRAINT physicians_careerpos_physician_id_3842343c_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_consent
    ADD CONSTRAINT physicians_consent_physician_id_8c818b4a_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_consent
    ADD CONSTRAINT physicians_consent_taken_by_id_82797454_fk_accounts_user_id FOREIGN KEY (taken_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_consent
    ADD CONSTRAINT physicians_consent_text_id_22ef593b_fk_physician FOREIGN KEY (text_id) REFERENCES public.physicians_consenttext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_contactevent
    ADD CONSTRAINT physicians_contactev_physician_id_503d9126_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_contactevent
    ADD CONSTRAINT physicians_contactevent_by_id_8978d46e_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_contactpromise
    ADD CONSTRAINT physicians_contactpr_physician_id_e06066d6_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_deliverychoice
    ADD CONSTRAINT physicians_deliveryc_physician_id_0bb47604_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_disclosuregrant
    ADD CONSTRAINT physicians_disclosur_institution_id_1cf7f295_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_disclosuregrant
    ADD CONSTRAINT physicians_disclosur_physician_id_6c7fcc43_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_document
    ADD CONSTRAINT physicians_document_physician_id_e281f01c_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_familylink
    ADD CONSTRAINT physicians_familylin_physician_id_8ee7ec5a_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_familyplace
    ADD CONSTRAINT physicians_familypla_link_id_fb711619_fk_physician FOREIGN KEY (link_id) REFERENCES public.physicians_familylink(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_familyplace
    ADD CONSTRAINT physicians_familypla_opening_id_eabf6d7a_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_familyquestion
    ADD CONSTRAINT physicians_familyque_answered_by_id_5d1006a4_fk_accounts_ FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_familyquestion
    ADD CONSTRAINT physicians_familyque_link_id_b8506989_fk_physician FOREIGN KEY (link_id) REFERENCES public.physicians_familylink(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_identity
    ADD CONSTRAINT physicians_identity_physician_id_49d149b3_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_interview
    ADD CONSTRAINT physicians_interview_offered_by_id_d54a0706_fk_accounts_user_id FOREIGN KEY (offered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_interviewnote
    ADD CONSTRAINT physicians_interview_physician_id_83dbcddb_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_interview
    ADD CONSTRAINT physicians_interview_physician_id_85ec89f7_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_interviewnote
    ADD CONSTRAINT physicians_interviewnote_by_id_7a0e907b_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_leaving
    ADD CONSTRAINT physicians_leaving_physician_id_6f436113_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_legalhold
    ADD CONSTRAINT physicians_legalhold_asked_by_id_622cf165_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_legalhold
    ADD CONSTRAINT physicians_legalhold_lifted_by_id_480857a8_fk_accounts_user_id FOREIGN KEY (lifted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_legalhold
    ADD CONSTRAINT physicians_legalhold_physician_id_dd5c0c89_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_legalhold
    ADD CONSTRAINT physicians_legalhold_placed_by_id_7e3158ee_fk_accounts_user_id FOREIGN KEY (placed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_narrowwording
    ADD CONSTRAINT physicians_narrowwor_physician_id_b5899f7c_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physiciantransition
    ADD CONSTRAINT physicians_physician_actor_id_bb0406b1_fk_accounts_ FOREIGN KEY (actor_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_came_for_id_f5ddccc9_fk_openings_ FOREIGN KEY (came_for_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_coordinator_id_adf3bfc1_fk_accounts_ FOREIGN KEY (coordinator_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_merged_into_id_7c993132_fk_physician FOREIGN KEY (merged_into_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physiciantransition
    ADD CONSTRAINT physicians_physician_physician_id_e80bbcbd_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_physician
    ADD CONSTRAINT physicians_physician_user_id_3a52983a_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_preparation
    ADD CONSTRAINT physicians_preparati_physician_id_908181a2_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_qualification
    ADD CONSTRAINT physicians_qualifica_physician_id_e981a76a_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrat_opening_id_137d687c_fk_openings_ FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrat_physician_id_95f517fa_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_registrationdraft
    ADD CONSTRAINT physicians_registrat_typed_by_id_046a091e_fk_accounts_ FOREIGN KEY (typed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_retirementplan
    ADD CONSTRAINT physicians_retiremen_physician_id_f767746c_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_savedsearch
    ADD CONSTRAINT physicians_savedsear_physician_id_f1a63317_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_scopesheet
    ADD CONSTRAINT physicians_scopeshee_physician_id_7d8f53e2_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_corporation_id_24244fbc_fk_instituti FOREIGN KEY (corporation_id) REFERENCES public.institutions_corporation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_institution_id_6c7a2bf6_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_listed_id_69c7aa4d_fk_instituti FOREIGN KEY (listed_id) REFERENCES public.institutions_listedfacility(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_municipality_id_702c3867_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_physician_id_861fd3e3_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldent_prefecture_id_1d235ed2_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_shieldentry
    ADD CONSTRAINT physicians_shieldentry_area_id_2bf9d1f9_fk_areas_medicalarea_id FOREIGN KEY (area_id) REFERENCES public.areas_medicalarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_wishapproval
    ADD CONSTRAINT physicians_wishappro_heard_by_id_cccf3621_fk_accounts_ FOREIGN KEY (heard_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_wishapproval
    ADD CONSTRAINT physicians_wishappro_sheet_id_52a9afe7_fk_physician FOREIGN KEY (sheet_id) REFERENCES public.physicians_wishsheet(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_wishsheet
    ADD CONSTRAINT physicians_wishsheet_municipality_id_b2933e57_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_wishsheet
    ADD CONSTRAINT physicians_wishsheet_physician_id_fb7d82af_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_wishwords
    ADD CONSTRAINT physicians_wishwords_sheet_id_2d7cd244_fk_physician FOREIGN KEY (sheet_id) REFERENCES public.physicians_wishsheet(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.physicians_workingweek
    ADD CONSTRAINT physicians_workingwe_physician_id_3355e120_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.referrals_alsoheld
    ADD CONSTRAINT referrals_alsoheld_noted_by_id_b24d62de_fk_accounts_user_id FOREIGN KEY (noted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_alsoheld
    ADD CONSTRAINT referrals_alsoheld_opening_id_e51b136a_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_alsoheld
    ADD CONSTRAINT referrals_alsoheld_partner_id_aa5bdcfb_fk_referrals_partner_id FOREIGN KEY (partner_id) REFERENCES public.referrals_partner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_about_id_60b04b88_fk_referrals_referral_id FOREIGN KEY (about_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_arrived_by_id_76b26cdf_fk_accounts_user_id FOREIGN KEY (arrived_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_decided_by_id_129ce46d_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_opening_id_e1fcb3ab_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_partner_id_ddab213f_fk_referrals_partner_id FOREIGN KEY (partner_id) REFERENCES public.referrals_partner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_partner_key_id_2f809aa7_fk_referrals FOREIGN KEY (partner_key_id) REFERENCES public.referrals_partnerkey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_arrived
    ADD CONSTRAINT referrals_arrived_physician_id_61f869ee_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_elsewhere
    ADD CONSTRAINT referrals_elsewhere_noted_by_id_d44a3a88_fk_accounts_user_id FOREIGN KEY (noted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_elsewhere
    ADD CONSTRAINT referrals_elsewhere_partner_id_db7c0a6d_fk_referrals_partner_id FOREIGN KEY (partner_id) REFERENCES public.referrals_partner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_elsewhere
    ADD CONSTRAINT referrals_elsewhere_physician_id_9bea8429_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_partner
    ADD CONSTRAINT referrals_partner_added_by_id_0bd49abe_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_partner
    ADD CONSTRAINT referrals_partner_corporation_id_f2f83e6b_fk_instituti FOREIGN KEY (corporation_id) REFERENCES public.institutions_corporation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_partner
    ADD CONSTRAINT referrals_partner_prefecture_id_c8e8889c_fk_areas_pre FOREIGN KEY (prefecture_id) REFERENCES public.areas_prefecture(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_partnerkey
    ADD CONSTRAINT referrals_partnerkey_added_by_id_1d92dcc1_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_partnerkey
    ADD CONSTRAINT referrals_partnerkey_partner_id_fba57c8c_fk_referrals FOREIGN KEY (partner_id) REFERENCES public.referrals_partner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_provision
    ADD CONSTRAINT referrals_provision_arrived_id_2eb5a05b_fk_referrals_arrived_id FOREIGN KEY (arrived_id) REFERENCES public.referrals_arrived(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_provision
    ADD CONSTRAINT referrals_provision_by_id_8278927d_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_provision
    ADD CONSTRAINT referrals_provision_referral_id_629b62d0_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_asked_by_id_968c0516_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_heard_by_id_a0545c10_fk_accounts_user_id FOREIGN KEY (heard_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_opening_id_af2295fb_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_partner_id_d07975ca_fk_referrals_partner_id FOREIGN KEY (partner_id) REFERENCES public.referrals_partner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_physician_id_7d50a49f_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.referrals_signingkey
    ADD CONSTRAINT referrals_signingkey_made_by_id_ba8a2802_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relaymember
    ADD CONSTRAINT relays_relaymember_candidacy_id_7849321f_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relaymember
    ADD CONSTRAINT relays_relaymember_physician_id_6690c46b_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relaymember
    ADD CONSTRAINT relays_relaymember_plan_id_330d9597_fk_relays_relayplan_id FOREIGN KEY (plan_id) REFERENCES public.relays_relayplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relayplan
    ADD CONSTRAINT relays_relayplan_made_by_id_11e3ec78_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relayplan
    ADD CONSTRAINT relays_relayplan_post_id_cf701a06_fk_relays_relaypost_id FOREIGN KEY (post_id) REFERENCES public.relays_relaypost(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relaypost
    ADD CONSTRAINT relays_relaypost_made_by_id_73333a8f_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.relays_relaypost
    ADD CONSTRAINT relays_relaypost_opening_id_35256ac2_fk_openings_opening_id FOREIGN KEY (opening_id) REFERENCES public.openings_opening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.research_noisyanswer
    ADD CONSTRAINT research_noisyanswer_edition_id_b994eb67_fk_research_ FOREIGN KEY (edition_id) REFERENCES public.research_researchedition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.research_noisyanswer
    ADD CONSTRAINT research_noisyanswer_year_id_f9c019d8_fk_research_ FOREIGN KEY (year_id) REFERENCES public.research_noiseyear(year) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.research_scenario
    ADD CONSTRAINT research_scenario_made_by_id_eabc7a74_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_asked_by_id_e309b4ab_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_made_by_id_10a51689_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_physician_id_bbe5c4ed_fk_physician FOREIGN KEY (physician_id) REFERENCES public.physicians_physician(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_survey_id_aa7ca292_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyseat
    ADD CONSTRAINT surveys_surveyseat_version_id_85b07665_fk_surveys_s FOREIGN KEY (version_id) REFERENCES public.surveys_surveyversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyversion
    ADD CONSTRAINT surveys_surveyversion_fixed_by_id_765e88a0_fk_accounts_user_id FOREIGN KEY (fixed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyversion
    ADD CONSTRAINT surveys_surveyversion_survey_id_caa12cd5_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_reflection
    ADD CONSTRAINT visits_reflection_author_id_a9549c63_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_reflection
    ADD CONSTRAINT visits_reflection_visit_id_f9e56560_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_from_place_id_36d3561a_fk_areas_municipality_code FOREIGN KEY (from_place_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_trip
    ADD CONSTRAINT visits_trip_owner_id_01b7eb78_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripcost
    ADD CONSTRAINT visits_tripcost_stop_id_6ba5fc3f_fk_visits_tripstop_id FOREIGN KEY (stop_id) REFERENCES public.visits_tripstop(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripcost
    ADD CONSTRAINT visits_tripcost_trip_id_00321ee0_fk_visits_trip_id FOREIGN KEY (trip_id) REFERENCES public.visits_trip(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripstop
    ADD CONSTRAINT visits_tripstop_candidacy_id_0f530fac_fk_candidaci FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripstop
    ADD CONSTRAINT visits_tripstop_institution_id_6c0280e4_fk_instituti FOREIGN KEY (institution_id) REFERENCES public.institutions_institution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripstop
    ADD CONSTRAINT visits_tripstop_municipality_id_352f84da_fk_areas_mun FOREIGN KEY (municipality_id) REFERENCES public.areas_municipality(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_tripstop
    ADD CONSTRAINT visits_tripstop_trip_id_44551640_fk_visits_trip_id FOREIGN KEY (trip_id) REFERENCES public.visits_trip(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_candidacy_id_2713ac68_fk_candidacies_candidacy_id FOREIGN KEY (candidacy_id) REFERENCES public.candidacies_candidacy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visittime
    ADD CONSTRAINT visits_visittime_author_id_2ffec944_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visittime
    ADD CONSTRAINT visits_visittime_visit_id_816e865e_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
