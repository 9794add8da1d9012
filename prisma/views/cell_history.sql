-- The values that a cell has had, with the time of each, for cells that have changed since their row was first stored:
-- the ledger (row_changes) as intervals. A cell that never changed has its one value in its table.
--
-- row_key: The row's key: names and values of its columns.
-- column_name: Column; '*' stands for whole rows that were lost and have come back.
-- value: The value; null where there was none, or the row was removed.
-- valid_from: When the value came: of a first value when its answer was complete.
-- valid_to: When another took its place; null: it is the present one.
-- response_id: Archived answer that brought the value (raw_responses.response_id).
-- run_id: Run that brought the value (sync_runs.run_id).
-- cause: Why the value came: source, transform, rebuild, removal or return; 'first' of a first value.
select c.table_name, c.row_key, c.column_name, v.value, v.valid_from, v.valid_to, v.response_id, v.run_id, v.cause
from (
  select *, row_number() over cell = 1 as is_first, lead(changed_at) over cell as next_at
  from row_changes window cell as (partition by table_name, row_key, column_name order by id)
) as c
left join raw_responses first on c.is_first and first.response_id = c.old_response_id
cross join lateral (
  select c.new_value as value, c.changed_at as valid_from, c.next_at as valid_to, c.new_response_id as response_id,
    c.run_id, c.cause
  union all
  select c.old_value, first.fetched_at, c.changed_at, c.old_response_id, first.run_id, 'first' where c.is_first
) as v
