-- The table of the dataset team_form. The last four columns tell where a row came from: every data table has them.
create table if not exists nba.team_form (
  season text not null,
  season_type text not null,
  team_id bigint not null,
  last_ten text, -- wins and losses, '7-3'
  streak text, -- 'W 2'
  run_id text not null,
  response_id bigint not null,
  synced_at timestamptz(3) not null,
  first_synced_at timestamptz(3) not null,
  primary key (season, season_type, team_id)
);
