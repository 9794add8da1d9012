/** Bytes kept: the whole-season answers of a few seasons as gzip. */
const MOST_BYTES = 16 * 1024 * 1024
/** Answers about one game are made as quickly as they are looked up, and there are thousands. */
const LEAST_BYTES = 60 * 1024

/** Large answers ready to send, the latest used; a repeat costs nothing then. */
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
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES || this.kept.has(key)) return
    this.kept.set(key, { value, bytes })
    this.bytes += bytes
    for (const [oldest, entry] of this.kept) {
      if (this.bytes <= MOST_BYTES) break
      this.kept.delete(oldest)
      this.bytes -= entry.bytes
    }
  }
}
