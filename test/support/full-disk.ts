import type pg from 'pg'

/** Lets Postgres refuse every write to the table of workers as it does when its disk is full. */
export async function refuseWorkers(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create or replace function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$;
    create trigger full_disk before insert or update on workers for each statement execute function full_disk()`)
}

export async function takeWorkers(pool: pg.Pool): Promise<void> {
  await pool.query('drop trigger full_disk on workers')
}
