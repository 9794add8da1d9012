/**
 * Postgres's clock in terms of this process's `performance.now()`, so that a moment of the pace is the same for all
 * workers however long the answer that named it was on its way. Learned from every answer that tells the time: the
 * truth lies between what it would be had the answer, and had the question, taken no time at all.
 */
export class DatabaseClock {
  #ahead: number | undefined

  /** @param told the database's clock, epoch milliseconds, read between `asked` and `answered` of performance.now() */
  observe(asked: number, told: number, answered: number): void {
    const least = told - answered
    const most = told - asked
    this.#ahead = Math.min(most, Math.max(least, this.#ahead ?? (least + most) / 2))
  }

  /** When that is by performance.now(); `moment` in epoch milliseconds of the database. */
  local(moment: number): number {
    if (this.#ahead === undefined) throw new Error('the database has not told its time yet')
    return moment - this.#ahead
  }
}
