"""The players with the most points per 36 minutes, with pandas, from exported Parquet files.

    season-sync export player_game_logs --format parquet --partition-by season --to nba
    python examples/analysis/scorers_pandas.py nba 2018-19
"""

import sys

import pandas as pd

folder, season = sys.argv[1], sys.argv[2]
# The folder's name tells the season, and pandas makes a column of it.
lines = pd.read_parquet(f"{folder}/player_game_logs", filters=[("season", "==", season)])
lines = lines[lines["season_type"] == "Regular Season"]

totals = lines.groupby(["player_id", "player_name"], as_index=False)[["minutes", "points"]].sum()
totals = totals[totals["minutes"] >= 500]
totals["per36"] = totals["points"] / totals["minutes"] * 36

best = totals.sort_values(["per36", "player_id"], ascending=[False, True]).head(5)
for player in best.itertuples():
    print(f"{player.player_name}\t{player.points:.0f}\t{player.per36:.1f}")
