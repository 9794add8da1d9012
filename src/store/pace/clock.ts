/**
 * Postgres's clock in terms of this process's `performance.now()`, so that a slot's moment is the same for all workers,
 * however long the answer that named it took to arrive. Each query that returns the time narrows the offset: it lies
 * between the value for an answer, and the value for a question, that took no time to arrive.
 */
export class DatabaseClock {
  #ahead: number | undefined

  /** @param databaseTime epoch milliseconds, read between `asked` and `answered` of performance.now() */
  observe(asked: number, databaseTime: number, answered: number): void {
    const least = databaseTime - answered
    const most = databaseTime - asked
    this.#ahead = Math.min(most, Math.max(least, this.#ahead ?? (least + most) / 2))
  }

  /** Converts a moment, epoch milliseconds of the database, to performance.now(). */
  local(moment: number): number {
    return moment - this.#known()
  }

  /** Converts a time of performance.now() to a moment of the database. */
  moment(local: number): Date {
    return new Date(local + this.#known())
  }

  #known(): number {
    if (this.#ahead === undefined) throw new Error('the time of the database is not known yet')
    return this.#ahead
  }
}
