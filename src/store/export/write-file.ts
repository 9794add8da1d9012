import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadOnly } from '../reading/read-only.js'
import type { Format } from './formats.js'
import { parquetValues, writeParquet } from './parquet.js'

/** Rows that are in memory at once: a row group of a Parquet file. 20,000 took 450 MB of memory for play-by-play, and no less time. */
const BATCH = 3_000

export interface FileFacts {
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** Writes the rows of a statement to a file, which is there only once it is whole. */
export async function writeFile(
  read: ReadOnly,
  sql: string,
  path: string,
  format: Format,
): Promise<FileFacts> {
  const part = `${path}.part`
  try {
    const rows = await WRITERS[format](read, sql, part)
    const sha256 = await hashOf(part)
    const { size } = await stat(part)
    await rename(part, path)
    return { rows, bytes: size, sha256 }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const WRITERS: Readonly<Record<Format, (read: ReadOnly, sql: string, path: string) => Promise<number>>> = {
  // Readers guess the quotes from the first rows, and a comma in a name may come late.
  csv: (read, sql, path) => read.csv(sql, createWriteStream(path), { quoteTexts: true }),
  json: async (read, sql, path) => {
    const { batches } = await read.rows(`select row_to_json(r)::text from (${sql}) r`, BATCH)
    let count = 0
    async function* lines() {
      for await (const rows of batches) {
        count += rows.length
        yield rows.map(([line]) => `${String(line)}\n`).join('')
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(path))
    return count
  },
  parquet: async (read, sql, path) => writeParquet(path, await read.rows(sql, BATCH, parquetValues)),
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
