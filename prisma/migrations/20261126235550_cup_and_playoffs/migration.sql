-- CreateTable
CREATE TABLE "cup_standings" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "conference" TEXT,
    "cup_group" TEXT,
    "clinch_indicator" TEXT,
    "clinched_knockout" INTEGER,
    "clinched_group" INTEGER,
    "clinched_wildcard" INTEGER,
    "group_rank" INTEGER,
    "wildcard_rank" INTEGER,
    "knockout_rank" INTEGER,
    "wins" INTEGER NOT NULL,
    "losses" INTEGER NOT NULL,
    "win_pct" DOUBLE PRECISION,
    "games_behind_in_group" DOUBLE PRECISION,
    "games_behind_wildcard" DOUBLE PRECISION,
    "point_difference" INTEGER,
    "points" INTEGER,
    "opponent_points" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cup_standings_pkey" PRIMARY KEY ("season","team_id")
);

-- CreateTable
CREATE TABLE "playoff_series" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "home_team_id" BIGINT NOT NULL,
    "away_team_id" BIGINT NOT NULL,
    "series_id" TEXT NOT NULL,
    "game_number" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playoff_series_pkey" PRIMARY KEY ("game_id")
);

-- CreateTable
CREATE TABLE "playoff_picture_series" (
    "season" TEXT NOT NULL,
    "conference" TEXT NOT NULL,
    "high_seed" INTEGER NOT NULL,
    "low_seed" INTEGER NOT NULL,
    "high_seed_team_id" BIGINT,
    "low_seed_team_id" BIGINT,
    "high_seed_team" TEXT,
    "low_seed_team" TEXT,
    "high_seed_wins" INTEGER,
    "high_seed_losses" INTEGER,
    "remaining_games" INTEGER,
    "remaining_home_games" INTEGER,
    "remaining_away_games" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playoff_picture_series_pkey" PRIMARY KEY ("season","conference","high_seed")
);

-- CreateTable
CREATE TABLE "playoff_picture_standings" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "conference_rank" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
    "division_record" TEXT,
    "conference_record" TEXT,
    "home_record" TEXT,
    "away_record" TEXT,
    "games_behind" DOUBLE PRECISION,
    "remaining_over_500" INTEGER,
    "remaining_home_over_500" INTEGER,
    "remaining_away_over_500" INTEGER,
    "remaining_under_500" INTEGER,
    "remaining_home_under_500" INTEGER,
    "remaining_away_under_500" INTEGER,
    "ranking_criteria" TEXT,
    "clinched_playoffs" TEXT,
    "clinched_conference" TEXT,
    "clinched_division" TEXT,
    "eliminated" TEXT,
    "remaining_strength_of_schedule" DOUBLE PRECISION,
    "conference" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playoff_picture_standings_pkey" PRIMARY KEY ("season","team_id")
);
