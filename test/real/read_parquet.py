"""Prints what DuckDB and pandas read from a folder of Parquet files, as one JSON object.

{engine: {table: {"rows": n, "columns": {name: [type, values, sum]}}}}; values are those that are not null. The sum is that of
numbers, of truths, of the characters of a text, of
the elements of a list, of the days or milliseconds since 1970.
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

folder = Path(sys.argv[1])
files = {path.stem: str(path) for path in sorted(folder.glob("*.parquet"))}


def duckdb_sum(name: str, kind: str) -> str:
    column = f'"{name}"'
    if kind == "VARCHAR":
        return f"sum(length({column}))"
    if kind.endswith("[]"):
        return f"sum(len({column}))"
    if kind == "DATE":
        return f"sum({column} - date '1970-01-01')"
    if kind == "BOOLEAN":
        return f"sum({column}::int)"
    if kind.startswith("TIMESTAMP"):
        return f"sum(epoch_ms({column})::hugeint)"
    return f"sum({column})" if kind == "DOUBLE" else f"sum({column}::hugeint)"


def by_duckdb(file: str) -> dict:
    source = f"read_parquet('{file}')"
    kinds = {row[0]: row[1] for row in duckdb.sql(f"describe select * from {source}").fetchall()}
    parts = [f'count("{name}"), {duckdb_sum(name, kind)}' for name, kind in kinds.items()]
    rows, *cells = duckdb.sql(f"select count(*), {', '.join(parts)} from {source}").fetchall()[0]
    of = zip(kinds.items(), cells[::2], cells[1::2])
    return {
        "rows": rows,
        "columns": {name: [kind, n, float(total or 0)] for (name, kind), n, total in of},
    }


def pandas_sum(values: pd.Series, kind: pa.DataType) -> float:
    values = values.dropna()
    if pa.types.is_string(kind):
        return float(values.str.len().sum())
    if pa.types.is_list(kind):
        return float(values.map(len).sum())
    if pa.types.is_date(kind):
        return float(sum((day - pd.Timestamp(0).date()).days for day in values))
    if pa.types.is_timestamp(kind):
        return float(sum(values.astype("datetime64[ms, UTC]").astype("int64").tolist()))
    return float(values.sum() if pa.types.is_floating(kind) else sum(values.tolist()))


def by_pandas(file: str) -> dict:
    frame = pd.read_parquet(file, dtype_backend="pyarrow")
    columns = {}
    for name in frame.columns:
        kind = frame[name].dtype.pyarrow_dtype
        columns[name] = [str(kind), int(frame[name].count()), pandas_sum(frame[name], kind)]
    return {"rows": len(frame), "columns": columns}


print(
    json.dumps(
        {
            "DuckDB": {table: by_duckdb(file) for table, file in files.items()},
            "pandas": {table: by_pandas(file) for table, file in files.items()},
        }
    )
)
