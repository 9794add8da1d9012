/** Capacity of the cache: enough for the whole-season answers of a few seasons as gzip. */
const CAPACITY_BYTES = 16 * 1024 * 1024
/**
 * Smaller answers are not cached: an answer about one game is computed as quickly as it is looked up, and there are
 * thousands.
 */
const MIN_CACHED_BYTES = 60 * 1024

/** Least-recently-used cache of large encoded answers, so that a repeated request costs nothing. */
export class BodyCache<T> {
  private readonly kept = new Map<string, { readonly value: T; readonly bytes: number }>()
  private bytes = 0

  get(key: string): T | undefined {
    const found = this.kept.get(key)
    if (!found) return undefined
    this.kept.delete(key)
    this.kept.set(key, found)
    return found.value
  }

  set(key: string, value: T, bytes: number): void {
    if (bytes < MIN_CACHED_BYTES || bytes > CAPACITY_BYTES || this.kept.has(key)) return
    this.kept.set(key, { value, bytes })
    this.bytes += bytes
    for (const [oldest, entry] of this.kept) {
      if (this.bytes <= CAPACITY_BYTES) break
      this.kept.delete(oldest)
      this.bytes -= entry.bytes
    }
  }
}
