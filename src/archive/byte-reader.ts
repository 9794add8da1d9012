import type { FileHandle } from 'node:fs/promises'

/** Bytes that are read from the file at once. */
const PIECE = 1024 * 1024

/** Reads a file from its beginning to its end, and holds little of it in memory. */
export class ByteReader {
  readonly #file: FileHandle
  readonly #onBytes: (bytes: Buffer) => void
  #rest = Buffer.alloc(0)

  /** `onBytes` receives all bytes in the order in which they are taken. */
  constructor(file: FileHandle, onBytes: (bytes: Buffer) => void) {
    this.#file = file
    this.#onBytes = onBytes
  }

  /** The next bytes; fewer where the file ends. */
  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let missing = length; missing > 0;) {
      if (this.#rest.length === 0 && !(await this.#fill(missing))) break
      const part = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(part.length)
      missing -= part.length
      parts.push(part)
    }
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    this.#onBytes(bytes)
    return bytes
  }

  async #fill(wanted: number): Promise<boolean> {
    const { bytesRead, buffer } = await this.#file.read({
      buffer: Buffer.alloc(Math.max(PIECE, Math.min(wanted, 16 * PIECE))),
    })
    this.#rest = buffer.subarray(0, bytesRead)
    return bytesRead > 0
  }
}
