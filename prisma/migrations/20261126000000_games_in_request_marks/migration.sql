-- The dataset `schedule` is called `games`. What was last merged for its requests is looked up under that name by every
-- later sync, so it is renamed. The records of runs keep the name that the runs had.

-- A request that has both (a database of two sources, a run in between): the newer answer stays.
DELETE FROM "request_marks" AS older USING "request_marks" AS newer
WHERE older."dataset" IN ('schedule', 'games') AND newer."dataset" IN ('schedule', 'games')
  AND older."dataset" <> newer."dataset"
  AND older."season" = newer."season" AND older."season_type" = newer."season_type"
  AND older."request_key" = newer."request_key"
  AND (older."fetched_at" < newer."fetched_at"
       OR (older."fetched_at" = newer."fetched_at" AND older."dataset" = 'schedule'));

UPDATE "request_marks" SET "dataset" = 'games' WHERE "dataset" = 'schedule';
