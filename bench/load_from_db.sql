-- Made-up rows at the size of the country. :physicians, :openings and :institutions are filled in by load_from_db.py.
CREATE TABLE bench_place AS
  SELECT row_number() OVER (ORDER BY code) - 1 AS at, code, prefecture_id FROM areas_municipality WHERE valid;
CREATE UNIQUE INDEX ON bench_place (at);
CREATE TABLE bench_word AS SELECT at, word FROM unnest(ARRAY[
  '内科','循環器内科','消化器内科','外科','整形外科','小児科','精神科','眼科','皮膚科','産婦人科','泌尿器科','耳鼻咽喉科',
  '放射線科','麻酔科','救急科','リハビリテーション科','総合診療科','呼吸器内科','糖尿病内科','脳神経外科'])
  WITH ORDINALITY t(word, at);
CREATE TABLE bench_slot AS SELECT at, slot FROM unnest(ARRAY[
  'mon_am','mon_pm','tue_am','tue_pm','wed_am','wed_pm','thu_am','thu_pm','fri_am','fri_pm','sat_am'])
  WITH ORDINALITY t(slot, at);

INSERT INTO accounts_organisation (id, name, kind)
  SELECT n, '見本病院' || n, 'institution' FROM generate_series(1, :institutions) n;
INSERT INTO institutions_corporation (id, name, "group")
  SELECT n, '医療法人見本' || n || '会', CASE WHEN n % 10 = 0 THEN 'グループ' || n / 50 ELSE '' END
  FROM generate_series(1, :institutions / 3) n;
INSERT INTO institutions_institution (id, number, organisation_id, corporation_id, name, kana, kind, municipality_id,
    postcode, address, phone, contact_name, about, honest_note, affiliations, state, stored_state, state_since)
  SELECT n, 'I' || n, n, CASE WHEN n % 4 > 0 THEN 1 + n % (:institutions / 3) END,
    CASE WHEN n % 8 = 0 THEN '見本' || lpad((n * 6)::text, 5, '0') || '病院' ELSE '記念病院' || n || '号' END, '', 'hospital',
    p.code, '', '', '', '', '', '', '{}', 'active', '', now()
  FROM generate_series(1, :institutions) n JOIN bench_place p ON p.at = n * 7 % (SELECT count(*) FROM bench_place);

INSERT INTO openings_openingversion (id, opening_id, no, made_at, title, specialties, skills_required, employment, headcount,
    days, slots, night_duty, on_call, on_call_per_month, annual_pay_min_yen, annual_pay_max_yen, daily_pay_yen, offers,
    starts_on, age_exception, conditions, honest_note)
  SELECT n, n, 1, now(), '募集', CASE WHEN n % 12 = 0 THEN '{}' ELSE ARRAY[w.word] END,
    CASE WHEN n % 25 = 0 THEN ARRAY['内視鏡' || n % 40] ELSE '{}' END,
    ARRAY[(ARRAY['full_time','part_time','spot'])[1 + n % 3]], 1 + n % 3, 1 + n % 5,
    CASE WHEN n % 4 = 0 THEN '{}' ELSE (SELECT array_agg(slot ORDER BY s.at) FROM bench_slot s WHERE (n * 31 + s.at * 17) % 5 = 0) END,
    (ARRAY['none','negotiable','required'])[1 + n % 3], (ARRAY['none','negotiable','required'])[1 + n / 3 % 3],
    CASE WHEN n % 3 = 0 THEN n % 9 END, CASE WHEN n % 3 = 0 THEN 9000000 + n % 50 * 100000 END,
    CASE WHEN n % 3 = 0 THEN 15000000 + n % 50 * 100000 END, CASE WHEN n % 3 > 0 THEN 60000 + n % 60 * 1000 END,
    (ARRAY['housing','travel_paid','retraining','outpatient','home_visits','dialysis','checkups','no_weekend'])
      [1 + n % 5 : 3 + n % 7],
    current_date + (n % 200), CASE WHEN n % 2000 = 0 THEN '3-i-ni' ELSE '' END, '{}', ''
  FROM generate_series(1, :openings) n JOIN bench_word w ON w.at = 1 + n * 13 % 20;
INSERT INTO openings_opening (id, number, institution_id, current_id, confirmed_at, confirmed_by, confirmed_channel,
    close_reason, state, stored_state, state_since)
  SELECT n, 'O' || n, 1 + n * 11 % :institutions, n, now() - (n % 40) * interval '1 day', '事務長', 'desk', '', 'published', '',
    now() FROM generate_series(1, :openings) n;

INSERT INTO physicians_physician (id, number, campaign_code, heard_of, present, licence_verified_on, registered_at, state,
    stored_state, state_since)
  SELECT n, 'P' || n, '', '', 'employed', CASE WHEN n % 9 > 0 THEN current_date END, now(), 'active', '', now()
  FROM generate_series(1, :physicians) n;
INSERT INTO physicians_identity (physician_id, family_name, given_name, family_kana, given_kana, birth_date, sex, mail,
    phone, postcode, address, employer, licence_number, career, mail_index, phone_index, licence_index, birth_index, kana_index, given_index)
  SELECT n, '', '', '', '', b.token, '', '', '', '', '', '', '', '', '', '', '', '', '', ''
  FROM generate_series(1, :physicians) n JOIN bench_birth b ON b.at = n % 1000;
INSERT INTO physicians_wishsheet (physician_id, no, made_at, specialties, skills, municipality_id, prefectures,
    max_commute_min, relocation, employment, days_min, days_max, slots, night_duty, on_call, max_on_call_per_month,
    min_annual_pay_yen, min_daily_pay_yen, wishes, available_from, weekly_hours_committed, overtime_level, note)
  SELECT n, no, now(), CASE WHEN n % 3 = 0 THEN ARRAY[w.word, '内科'] ELSE ARRAY[w.word] END,
    CASE WHEN n % 4 = 0 THEN ARRAY['内視鏡' || n % 40, '心エコー'] ELSE '{}' END, p.code,
    CASE WHEN n % 6 = 0 THEN '{}' ELSE ARRAY[p.prefecture_id, lpad((1 + n % 47)::text, 2, '0')] END,
    CASE WHEN n % 3 > 0 THEN 30 + n % 90 END, (ARRAY['no','weekly','yes'])[1 + n % 3],
    (ARRAY['full_time','part_time','spot'])[1 + n % 2 : 2 + n % 2], 1 + n % 2, 3 + n % 3,
    CASE WHEN n % 3 = 0 THEN '{}' ELSE (SELECT array_agg(slot ORDER BY s.at) FROM bench_slot s WHERE (n * 7 + s.at * 13) % 3 > 0) END,
    (ARRAY['no','negotiable','yes'])[1 + n % 3], (ARRAY['no','negotiable','yes'])[1 + n / 3 % 3],
    CASE WHEN n % 5 = 0 THEN n % 8 END, CASE WHEN n % 4 = 0 THEN 8000000 + n % 80 * 100000 END,
    CASE WHEN n % 4 = 1 THEN 50000 + n % 50 * 1000 END,
    jsonb_build_object((ARRAY['housing','travel_paid','retraining','outpatient'])[1 + n % 4], (ARRAY['must','want'])[1 + n % 2],
      (ARRAY['home_visits','dialysis','checkups'])[1 + n % 3], 'want', 'remote_island', (ARRAY['never','want'])[1 + n % 2]),
    CASE WHEN n % 2 = 0 THEN current_date + (n % 300) END, (n % 400) / 10.0,
    (ARRAY['A','B_liaison','B','C1','C2'])[1 + n % 5], ''
  FROM generate_series(1, :physicians) n CROSS JOIN generate_series(1, 2) no
    JOIN bench_place p ON p.at = n * 13 % (SELECT count(*) FROM bench_place) JOIN bench_word w ON w.at = 1 + n * 7 % 20
  WHERE no = 1 OR n % 3 = 0;
INSERT INTO physicians_shieldentry (physician_id, kind, institution_id, name, is_employer, made_at)
  SELECT n, CASE WHEN n % 3 = 0 THEN 'institution' ELSE 'name' END, CASE WHEN n % 3 = 0 THEN 1 + n % :institutions END, CASE WHEN n % 3 > 0 THEN e.token ELSE '' END, true, now()
  FROM generate_series(1, :physicians) n JOIN bench_employer e ON e.at = n * 17 % 50000;
INSERT INTO physicians_shieldentry (physician_id, kind, institution_id, name, is_employer, made_at)
  SELECT n, 'institution', 1 + n * 3 % :institutions, '', false, now() FROM generate_series(1, :physicians, 4) n;
