-- AlterTable
ALTER TABLE "sync_requests" ADD COLUMN     "about" TEXT;

-- Plans of runs that are under way, or may be retried.
UPDATE "sync_requests" SET "about" = coalesce("params" -> 'query' ->> 'GameID', substring("params" ->> 'path' from '^/games/(.*)$'))
WHERE "params" -> 'query' ? 'GameID' OR "params" ->> 'path' LIKE '/games/%';
