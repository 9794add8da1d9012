-- AlterTable
ALTER TABLE "play_by_play" ADD COLUMN     "location" TEXT,
ADD COLUMN     "player_name" TEXT,
ADD COLUMN     "points_total" INTEGER,
ADD COLUMN     "team_abbreviation" TEXT,
ADD COLUMN     "video_available" BOOLEAN;
