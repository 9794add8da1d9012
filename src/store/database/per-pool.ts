import type pg from 'pg'

/** What a process has once for each pool: made when it is first asked for, and gone with the pool. */
export function perPool<T>(create: (pool: pg.Pool) => T): (pool: pg.Pool) => T {
  const known = new WeakMap<pg.Pool, T>()
  return (pool) => {
    const before = known.get(pool)
    if (before !== undefined) return before
    const made = create(pool)
    known.set(pool, made)
    return made
  }
}
