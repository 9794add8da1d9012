"""The players with the most points per 36 minutes, with DuckDB, in SQL over exported Parquet files.

    season-sync export player_game_logs --format parquet --partition-by season --to nba
    python examples/analysis/scorers_duckdb.py nba 2018-19
"""

import sys

import duckdb

folder, season = sys.argv[1], sys.argv[2]
best = duckdb.sql(
    """
    select player_name, sum(points) as points, sum(points) / sum(minutes) * 36 as per36
    from read_parquet($files, hive_partitioning = true, hive_types_autocast = false)
    where season = $season and season_type = 'Regular Season'
    group by player_id, player_name
    having sum(minutes) >= 500
    order by per36 desc, player_id
    limit 5
    """,
    params={"files": f"{folder}/player_game_logs/*/*.parquet", "season": season},
)
for name, points, per36 in best.fetchall():
    print(f"{name}\t{points}\t{per36:.1f}")
