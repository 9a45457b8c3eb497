SET spark.sql.ansi.enabled=true
;
CREATE TEMPORARY VIEW handed_files USING text OPTIONS (path 'file:///mnt/exchange/voisinage-town-Ab3dE6/households')
;
CREATE TEMPORARY VIEW handed AS
SELECT from_json(decode(aes_decrypt(unbase64(value), unhex('${env:VOISINAGE_KEY}'), 'GCM', 'DEFAULT', encode(concat('voisinage-town-Ab3dE6/households/', element_at(split(input_file_name(), '/'), -1)), 'UTF-8')), 'UTF-8'), 'h BIGINT, a STRING, t ARRAY<STRING>, r ARRAY<ARRAY<BIGINT>>') AS one
FROM handed_files
;
CACHE TABLE handed OPTIONS ('storageLevel' 'DISK_ONLY')
;
CREATE TEMPORARY VIEW households AS
SELECT
  one.h AS household,
  0L AS shard,
  one.a AS area,
  one.t[0] AS size,
  one.t[1] AS dwelling,
  one.t[2] AS surface,
  one.t[3] AS heating,
  one.t[4] AS heating_mode,
  one.t[5] AS tenure,
  one.t[6] AS built
FROM handed
;
CREATE TEMPORARY VIEW donated AS
SELECT
  household,
  array('water', 'gas')[CAST(given[0] AS INT)] AS domain,
  array('volume', 'energy')[CAST(given[0] AS INT)] AS measure,
  coalesce(get(given, 1), -1L) AS month_01,
  coalesce(get(given, 2), -1L) AS month_02,
  coalesce(get(given, 3), -1L) AS month_03,
  coalesce(get(given, 4), -1L) AS month_04,
  coalesce(get(given, 5), -1L) AS month_05,
  coalesce(get(given, 6), -1L) AS month_06,
  coalesce(get(given, 7), -1L) AS month_07,
  coalesce(get(given, 8), -1L) AS month_08,
  coalesce(get(given, 9), -1L) AS month_09,
  coalesce(get(given, 10), -1L) AS month_10,
  coalesce(get(given, 11), -1L) AS month_11,
  coalesce(get(given, 12), -1L) AS month_12,
  coalesce(get(given, 13), -1L) AS total
FROM (SELECT one.h AS household, explode(one.r) AS given FROM handed) AS measured
;
CREATE TEMPORARY VIEW run AS
SELECT * FROM VALUES
(2L, 2L)
AS given(streams, measures)
;
CREATE TEMPORARY VIEW weights AS
SELECT * FROM VALUES
('water', 'volume', 1L, 0L, 1L, 480000L),
('gas', 'energy', 1L, 1L, 1L, 48000000L)
AS given(domain, measure, months, stream, weight, cap)
;
CREATE TEMPORARY VIEW bounds AS
SELECT * FROM VALUES
(0L, 40000L, 20000L, 202L, 242L, 291L, 349L, 419L, 503L, 603L, 724L, 869L, 1043L, 1252L, 1502L, 1802L, 2163L, 2596L, 3115L, 3738L, 4486L, 5383L, 6460L, 7752L, 9302L, 11163L, 13395L, 16075L, 19290L, 23148L, 27777L, 33333L, 40000L, 29L, 28L, 27L, 26L),
(1L, 4000000L, 2000000L, 20221L, 24265L, 29118L, 34941L, 41930L, 50316L, 60379L, 72455L, 86946L, 104336L, 125203L, 150244L, 180292L, 216351L, 259621L, 311546L, 373855L, 448626L, 538351L, 646022L, 775226L, 930272L, 1116326L, 1339591L, 1607510L, 1929012L, 2314814L, 2777777L, 3333333L, 4000000L, 29L, 28L, 27L, 26L)
AS given(stream, clamp, centre, edge_01, edge_02, edge_03, edge_04, edge_05, edge_06, edge_07, edge_08, edge_09, edge_10, edge_11, edge_12, edge_13, edge_14, edge_15, edge_16, edge_17, edge_18, edge_19, edge_20, edge_21, edge_22, edge_23, edge_24, edge_25, edge_26, edge_27, edge_28, edge_29, edge_30, bin_29, bin_28, bin_27, bin_26)
;
CREATE TEMPORARY VIEW parts AS
SELECT * FROM VALUES
(0L, 0L, 0L, 40000L, 40000L, 40000L),
(0L, 1L, 1L, 40000L, 40000L, 40000L),
(0L, 2L, 2L, 40000L, 40000L, 40000L),
(0L, 3L, 3L, 40000L, 40000L, 40000L),
(0L, 4L, 4L, 40000L, 40000L, 40000L),
(0L, 5L, 5L, 40000L, 40000L, 40000L),
(0L, 6L, 6L, 40000L, 40000L, 40000L),
(0L, 7L, 7L, 40000L, 40000L, 40000L),
(0L, 8L, 8L, 40000L, 40000L, 40000L),
(0L, 9L, 9L, 40000L, 40000L, 40000L),
(0L, 10L, 10L, 40000L, 40000L, 40000L),
(0L, 11L, 11L, 40000L, 40000L, 40000L),
(0L, 12L, 12L, 40000L, 40000L, 40000L),
(0L, 13L, 13L, 40000L, 40000L, 40000L),
(0L, 14L, 14L, 40000L, 40000L, 40000L),
(0L, 15L, 15L, 40000L, 40000L, 40000L),
(0L, 16L, 16L, 40000L, 40000L, 40000L),
(0L, 17L, 17L, 40000L, 40000L, 40000L),
(0L, 18L, 18L, 40000L, 40000L, 40000L),
(0L, 19L, 19L, 40000L, 40000L, 40000L),
(0L, 20L, 20L, 40000L, 40000L, 40000L),
(0L, 21L, 21L, 40000L, 40000L, 40000L),
(0L, 22L, 22L, 40000L, 40000L, 40000L),
(0L, 23L, 23L, 40000L, 40000L, 40000L),
(0L, 24L, 24L, 40000L, 40000L, 40000L),
(0L, 25L, 25L, 40000L, 40000L, 40000L),
(0L, 26L, 26L, 40000L, 40000L, 40000L),
(0L, 27L, 27L, 40000L, 40000L, 40000L),
(0L, 28L, 28L, 40000L, 40000L, 40000L),
(0L, 29L, 29L, 40000L, 40000L, 40000L),
(0L, 30L, 30L, 40000L, 40000L, 40000L),
(0L, 31L, 31L, 40000L, 40000L, 40000L),
(1L, 0L, 0L, 4000000L, 4000000L, 4000000L),
(1L, 1L, 1L, 4000000L, 4000000L, 4000000L),
(1L, 2L, 2L, 4000000L, 4000000L, 4000000L),
(1L, 3L, 3L, 4000000L, 4000000L, 4000000L),
(1L, 4L, 4L, 4000000L, 4000000L, 4000000L),
(1L, 5L, 5L, 4000000L, 4000000L, 4000000L),
(1L, 6L, 6L, 4000000L, 4000000L, 4000000L),
(1L, 7L, 7L, 4000000L, 4000000L, 4000000L),
(1L, 8L, 8L, 4000000L, 4000000L, 4000000L),
(1L, 9L, 9L, 4000000L, 4000000L, 4000000L),
(1L, 10L, 10L, 4000000L, 4000000L, 4000000L),
(1L, 11L, 11L, 4000000L, 4000000L, 4000000L),
(1L, 12L, 12L, 4000000L, 4000000L, 4000000L),
(1L, 13L, 13L, 4000000L, 4000000L, 4000000L),
(1L, 14L, 14L, 4000000L, 4000000L, 4000000L),
(1L, 15L, 15L, 4000000L, 4000000L, 4000000L),
(1L, 16L, 16L, 4000000L, 4000000L, 4000000L),
(1L, 17L, 17L, 4000000L, 4000000L, 4000000L),
(1L, 18L, 18L, 4000000L, 4000000L, 4000000L),
(1L, 19L, 19L, 4000000L, 4000000L, 4000000L),
(1L, 20L, 20L, 4000000L, 4000000L, 4000000L),
(1L, 21L, 21L, 4000000L, 4000000L, 4000000L),
(1L, 22L, 22L, 4000000L, 4000000L, 4000000L),
(1L, 23L, 23L, 4000000L, 4000000L, 4000000L),
(1L, 24L, 24L, 4000000L, 4000000L, 4000000L),
(1L, 25L, 25L, 4000000L, 4000000L, 4000000L),
(1L, 26L, 26L, 4000000L, 4000000L, 4000000L),
(1L, 27L, 27L, 4000000L, 4000000L, 4000000L),
(1L, 28L, 28L, 4000000L, 4000000L, 4000000L),
(1L, 29L, 29L, 4000000L, 4000000L, 4000000L),
(1L, 30L, 30L, 4000000L, 4000000L, 4000000L),
(1L, 31L, 31L, 4000000L, 4000000L, 4000000L)
AS given(stream, wide, bin, edge_1, edge_2, edge_3)
;
CREATE TEMPORARY VIEW classes AS
SELECT * FROM VALUES
(0L, 'size', '1', '', '', 'size=1'),
(0L, 'size', '2', '', '', 'size=2'),
(0L, 'size', '3', '', '', 'size=3'),
(0L, 'size', '4', '', '', 'size=4'),
(0L, 'size', '5+', '', '', 'size=5+'),
(0L, 'size', 'unknown', '', '', 'size=unknown'),
(1L, 'heating', 'electric', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'electric', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'electric', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'electric', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'electric', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'electric', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'gas', 'size', '1', 'heating=gas;size=1-2'),
(1L, 'heating', 'gas', 'size', '2', 'heating=gas;size=1-2'),
(1L, 'heating', 'gas', 'size', '3', 'heating=gas;size=3+'),
(1L, 'heating', 'gas', 'size', '4', 'heating=gas;size=3+'),
(1L, 'heating', 'gas', 'size', '5+', 'heating=gas;size=3+'),
(1L, 'heating', 'gas', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'district', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'district', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'district', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'district', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'district', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'district', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'wood', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'wood', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'wood', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'wood', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'wood', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'wood', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'oil', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'oil', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'oil', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'oil', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'oil', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'oil', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'heat-pump', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'heat-pump', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'heat-pump', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'heat-pump', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'heat-pump', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'heat-pump', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'other', 'size', '1', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'other', 'size', '2', 'heating=not-gas;size=1-2'),
(1L, 'heating', 'other', 'size', '3', 'heating=not-gas;size=3+'),
(1L, 'heating', 'other', 'size', '4', 'heating=not-gas;size=3+'),
(1L, 'heating', 'other', 'size', '5+', 'heating=not-gas;size=3+'),
(1L, 'heating', 'other', 'size', 'unknown', 'heating=known;size=unknown'),
(1L, 'heating', 'unknown', 'size', '1', 'heating=unknown'),
(1L, 'heating', 'unknown', 'size', '2', 'heating=unknown'),
(1L, 'heating', 'unknown', 'size', '3', 'heating=unknown'),
(1L, 'heating', 'unknown', 'size', '4', 'heating=unknown'),
(1L, 'heating', 'unknown', 'size', '5+', 'heating=unknown'),
(1L, 'heating', 'unknown', 'size', 'unknown', 'heating=unknown')
AS given(stream, first_attribute, first_value, second_attribute, second_value, class)
;
CREATE TEMPORARY VIEW readings AS
-- … what a household gav …
;
CREATE TEMPORARY VIEW amounts AS
-- … one amount per house …
;
CREATE TEMPORARY VIEW bounded AS
-- … bounds what a househ …
;
CACHE TABLE bounded OPTIONS ('storageLevel' 'DISK_ONLY')
;
CREATE TEMPORARY VIEW places AS
-- … the place of an amou …
;
CACHE TABLE places OPTIONS ('storageLevel' 'DISK_ONLY')
;
CREATE TEMPORARY VIEW partials AS
-- … first of two phases: …
;
CACHE TABLE partials OPTIONS ('storageLevel' 'DISK_ONLY')
;
INSERT OVERWRITE DIRECTORY 'file:///mnt/exchange/voisinage-town-Ab3dE6/partials' USING parquet
SELECT aes_encrypt(encode(to_json(array(CAST(shard AS STRING), CAST(stream AS STRING), CAST(leaf AS STRING), CAST(class AS STRING), CAST(bin AS STRING), CAST(households AS STRING), CAST(centred AS STRING))), 'UTF-8'), unhex('${env:VOISINAGE_KEY}'), 'GCM', 'DEFAULT', X'', encode('voisinage-town-Ab3dE6/partials', 'UTF-8')) AS sealed
FROM partials
;
INSERT OVERWRITE DIRECTORY 'file:///mnt/exchange/voisinage-town-Ab3dE6/receipt' USING parquet
SELECT aes_encrypt(encode(to_json(named_struct(
'rows', CAST(handed_rows.rows AS STRING),
'households', CAST(handed_rows.households AS STRING),
'first', CAST(handed_rows.first AS STRING),
'last', CAST(handed_rows.last AS STRING),
'measures', CAST(handed_rows.measures AS STRING),
'amounts', CAST(summed.amounts AS STRING),
'centred', CAST(summed.centred AS STRING),
'partials', CAST(returned.partials AS STRING),
'checks', array(
(SELECT count(*) FROM (SELECT 1 AS broken FROM (
-- … no household moves a …
) AS found LIMIT 1) AS first),
(SELECT count(*) FROM (SELECT 1 AS broken FROM (
-- … no household is left …
) AS found LIMIT 1) AS first),
(SELECT count(*) FROM (SELECT 1 AS broken FROM (
-- … no household is lost …
) AS found LIMIT 1) AS first),
(SELECT count(*) FROM (SELECT 1 AS broken FROM (
-- … every household stan …
) AS found LIMIT 1) AS first)
))), 'UTF-8'), unhex('${env:VOISINAGE_KEY}'), 'GCM', 'DEFAULT', X'', encode('voisinage-town-Ab3dE6/receipt', 'UTF-8')) AS sealed
FROM (
  SELECT
    count(*) AS rows,
    count(DISTINCT one.h) AS households,
    coalesce(min(one.h), 0) AS first,
    coalesce(max(one.h), -1) AS last,
    coalesce(sum(size(one.r)), 0) AS measures
  FROM handed
) AS handed_rows
CROSS JOIN (SELECT count(*) AS amounts, coalesce(sum(CAST(centred AS DECIMAL(38, 0))), 0) AS centred FROM bounded) AS summed
CROSS JOIN (SELECT count(*) AS partials FROM partials) AS returned
;
SELECT 'voisinage done'
;
