import type { Slots } from '../../system/slots.js'

/** An answer up to this size, received or decoded, needs no room; the largest of one game takes a quarter of it. */
export const ORDINARY_BYTES = 4 * 1024 * 1024

/**
 * Room in memory for one answer that turns out large. `slots` bounds the large answers of a process: an answer that finds
 * none free waits, with the rest of its body unread.
 */
export class Room {
  readonly #slots: Slots
  readonly #signal: AbortSignal | undefined
  #entered: Promise<void> | undefined

  constructor(slots: Slots, signal?: AbortSignal) {
    this.#slots = slots
    this.#signal = signal
  }

  /** Waits for room if there is none yet. Rejects with the signal's reason. */
  enter(): Promise<void> {
    this.#entered ??= this.#slots.take(this.#signal)
    return this.#entered
  }

  /** Gives the room to the next large answer, once this one is not needed any more. */
  async leave(): Promise<void> {
    if (this.#entered === undefined) return
    const entered = await this.#entered.then(
      () => true,
      () => false, // it was cancelled while it waited
    )
    if (entered) this.#slots.release()
  }
}
