# The players with the most points per 36 minutes, with R alone, from exported CSV files.
#
#     season-sync export player_game_logs --to nba-csv
#     Rscript examples/analysis/scorers.R nba-csv 2018-19

arguments <- commandArgs(trailingOnly = TRUE)
# Ids are names and no amounts: as text they keep their zeros.
lines <- read.csv(
  file.path(arguments[1], "player_game_logs.csv"),
  colClasses = c(game_id = "character", player_id = "character", season = "character"),
  encoding = "UTF-8"
)
lines <- lines[lines$season == arguments[2] & lines$season_type == "Regular Season", ]

totals <- aggregate(cbind(minutes, points) ~ player_id + player_name, data = lines, FUN = sum)
totals <- totals[totals$minutes >= 500, ]
totals$per36 <- totals$points / totals$minutes * 36

best <- head(totals[order(-totals$per36, as.numeric(totals$player_id)), ], 5)
cat(sprintf("%s\t%.0f\t%.1f\n", best$player_name, best$points, best$per36), sep = "")
