/** Ends something that the bench started; resolves when it has ended. */
export type Ending = () => Promise<void>

/** All that the bench started: processes, servers, folders. An interrupt or a failure ends it too. */
export class Owned {
  readonly #endings = new Set<Ending>()
  readonly #aborted = new AbortController()
  #closing: Promise<void> | undefined

  /** Aborted once everything is being ended. */
  get signal(): AbortSignal {
    return this.#aborted.signal
  }

  /**
   * Notes how to end something, and returns a function that ends it earlier. What is noted while everything is being
   * ended is ended at once, and the call rejects: the start that it belongs to was in progress.
   */
  async add(ending: Ending): Promise<Ending> {
    if (this.#closing !== undefined) {
      await ending()
      this.#aborted.signal.throwIfAborted()
    }
    this.#endings.add(ending)
    return async () => {
      if (this.#endings.delete(ending)) await ending()
    }
  }

  /** Ends everything, the latest first; each ending is tried, and the first error is thrown at the end. */
  close(): Promise<void> {
    this.#aborted.abort(new Error('the bench was stopped'))
    this.#closing ??= this.#endAll()
    return this.#closing
  }

  async #endAll(): Promise<void> {
    const errors: unknown[] = []
    for (const ending of [...this.#endings].toReversed()) {
      this.#endings.delete(ending)
      await ending().catch((error: unknown) => errors.push(error))
    }
    if (errors.length > 0) throw errors[0]
  }
}
