-- The first databases were made before these columns were added to the first migration.
ALTER TABLE "players" ADD COLUMN IF NOT EXISTS "birthdate" DATE;
ALTER TABLE "player_seasons" ADD COLUMN IF NOT EXISTS "is_active" BOOLEAN;
ALTER TABLE "games" ADD COLUMN IF NOT EXISTS "neutral_site" BOOLEAN;
ALTER TABLE "sync_merges" ADD COLUMN IF NOT EXISTS "quarantined" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "sync_merges" ALTER COLUMN "quarantined" DROP DEFAULT;
