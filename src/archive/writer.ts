import { createHash } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { messageOf, UserError } from '../errors.js'
import {
  END,
  BODY_ENDINGS,
  FORMAT,
  MANIFEST,
  FORMAT_VERSION,
  type ArchivedBody,
  type ArchiveManifest,
} from './format.js'
import { BLOCK, paddingOf, tarHeader } from './tar.js'

/** What was written. */
export interface Written {
  readonly bodies: number
  readonly answers: number
  /** Size of the file. */
  readonly bytes: number
}

/**
 * Writes an archive: the bodies in the order of their hashes. The file appears under its name once it is whole. Throws a
 * UserError for a name that exists or cannot be written.
 */
export async function writeArchive(
  file: string,
  about: Omit<ArchiveManifest, 'format' | 'version'>,
  bodies: AsyncIterable<ArchivedBody>,
): Promise<Written> {
  const partial = `${file}.partial`
  const handle = await create(file, partial)
  try {
    const written = await writeParts(handle, about, bodies)
    await handle.sync()
    await handle.close()
    await rename(partial, file)
    return written
  } catch (error) {
    await handle.close().catch(() => undefined) // the error that is thrown below came first
    await rm(partial, { force: true })
    throw isFileError(error) ? new UserError(`${file} cannot be written: ${messageOf(error)}.`) : error
  }
}

async function create(file: string, partial: string): Promise<FileHandle> {
  try {
    const existing = await open(file).catch((error: unknown) => {
      if (isFileError(error) && error.code === 'ENOENT') return undefined
      throw error
    })
    await existing?.close()
    if (existing !== undefined) throw new UserError(`${file} exists; name a file that does not.`, 2)
    return await open(partial, 'w')
  } catch (error) {
    throw isFileError(error) ? new UserError(`${file} cannot be written: ${messageOf(error)}.`, 2) : error
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error

async function writeParts(
  handle: FileHandle,
  about: Omit<ArchiveManifest, 'format' | 'version'>,
  bodies: AsyncIterable<ArchivedBody>,
): Promise<Written> {
  const hash = createHash('sha256')
  const time = Date.parse(about.exportedAt)
  let bytes = 0
  const write = async (data: Buffer): Promise<void> => {
    hash.update(data)
    bytes += data.length
    await handle.writeFile(data) // at the present position
  }
  const part = (name: string, content: Buffer): Promise<void> =>
    write(
      Buffer.concat([
        tarHeader(name, content.length, time),
        content,
        Buffer.alloc(paddingOf(content.length)),
      ]),
    )

  await part(MANIFEST, json({ format: FORMAT, version: FORMAT_VERSION, ...about }))
  let count = 0
  let answers = 0
  for await (const { entry, body } of bodies) {
    const facts = json(entry)
    await part(factsName(entry.sha256, facts), facts)
    await part(bodyName(entry), body)
    count++
    answers += entry.answers.length
  }
  await part(END, json({ bodies: count, answers, sha256: hash.copy().digest('hex') }))
  await write(Buffer.alloc(2 * BLOCK))
  return { bodies: count, answers, bytes }
}

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

/** The name of a body's facts: the body's hash and the first digits of their own, by which damage to them is seen. */
export const factsName = (sha256: string, facts: Buffer): string =>
  `answers/${sha256}.${createHash('sha256').update(facts).digest('hex').slice(0, 16)}.json`

export const bodyName = ({ sha256, encoding }: ArchivedBody['entry']): string =>
  `bodies/${sha256}${BODY_ENDINGS[encoding]}`
