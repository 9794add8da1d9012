-- Three roles for a configured database: the owner migrates, the worker runs workers and commands, the reader reads.
-- Run it as a superuser, connected to that database; it may be repeated. Then give each a password (\password in psql):
--
--   psql "$ADMIN_URL" -f docs/roles.sql
--   DATABASE_URL=postgresql://season_sync_owner@…  season-sync migrate
--   DATABASE_URL=postgresql://season_sync_worker@… season-sync worker
--
-- It takes nothing from others: what PUBLIC may do (in Postgres 14: create tables in public) is not changed, and tables
-- of other owners are not granted. Tables that another role migrated are given to the owner first:
-- alter table … owner to season_sync_owner.

do $$
declare
  name text;
  relation record;
begin
  foreach name in array array['season_sync_owner', 'season_sync_worker', 'season_sync_reader'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login', name);
    end if;
    execute format('grant connect on database %I to %I', current_database(), name);
    execute format('grant usage on schema public to %I', name);
  end loop;
  grant create on schema public to season_sync_owner;
  -- Merges stage their rows in temporary tables.
  execute format('grant temporary on database %I to season_sync_owner, season_sync_worker', current_database());

  -- Tables that migrations create later.
  alter default privileges for role season_sync_owner in schema public
    grant select, insert, update, delete on tables to season_sync_worker;
  alter default privileges for role season_sync_owner in schema public grant usage on sequences to season_sync_worker;
  alter default privileges for role season_sync_owner in schema public grant select on tables to season_sync_reader;

  -- Tables that are there.
  for relation in
    select oid::regclass as name, relkind as kind from pg_class
    where relnamespace = 'public'::regnamespace and relowner = 'season_sync_owner'::regrole and relkind in ('r', 'S')
  loop
    if relation.kind = 'S' then
      execute format('grant usage on sequence %s to season_sync_worker', relation.name);
    else
      execute format('grant select, insert, update, delete on %s to season_sync_worker', relation.name);
      execute format('grant select on %s to season_sync_reader', relation.name);
    end if;
  end loop;
  if exists (
    select from pg_class where oid = to_regclass('public._prisma_migrations') and relowner <> 'season_sync_owner'::regrole
  ) then
    raise warning 'the tables belong to another role than season_sync_owner, so that none of them is granted; alter their owner, then run this again';
  end if;
  if to_regclass('public._prisma_migrations') is not null then
    revoke insert, update, delete on public._prisma_migrations from season_sync_worker;
  end if;
end $$;

-- Workers renew the statistics of tables that grew, which only the owner may; without them the verification of a season
-- that arrives for the first time takes minutes.
create or replace function public.season_sync_analyze(relation regclass) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$ begin execute format('analyze %s', relation); end $$;
alter function public.season_sync_analyze(regclass) owner to season_sync_owner;
revoke all on function public.season_sync_analyze(regclass) from public;
grant execute on function public.season_sync_analyze(regclass) to season_sync_worker;
