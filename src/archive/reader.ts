import { createHash, type Hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import type { z } from 'zod'
import { messageOf, UserError } from '../errors.js'
import { decode } from '../sources/http/decode.js'
import { printable } from '../text/printable.js'
import { ByteReader } from './byte-reader.js'
import {
  END,
  endSchema,
  entrySchema,
  LARGEST,
  MANIFEST,
  manifestSchema,
  FORMAT_VERSION,
  versionSchema,
  type ArchivedBody,
  type Entry,
  type ArchiveManifest,
} from './format.js'
import { BLOCK, paddingOf, readTarHeader } from './tar.js'
import { bodyName, factsName } from './writer.js'

/** An archive that is being read: its manifest, and its bodies, each checked before it is given. */
export interface OpenArchive {
  readonly manifest: ArchiveManifest
  /**
   * The bodies in their order. Throws a UserError for a damaged file, which names the entry; a file is whole once this
   * has ended.
   */
  bodies(): AsyncGenerator<ArchivedBody, void, void>
  close(): Promise<void>
}

/** Opens an archive and reads its manifest. Throws a UserError for a file that is none, or of a version to come. */
export async function openArchive(file: string): Promise<OpenArchive> {
  const handle = await openFile(file)
  const reading = new Reading(file, handle)
  try {
    const manifest = await reading.manifest()
    return { manifest, bodies: () => reading.bodies(manifest), close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${messageOf(error)}.`, 2)
  }
  throw new UserError(`${file} is no file.`, 2)
}

class Reading {
  readonly #file: string
  readonly #bytes: ByteReader
  readonly #hash: Hash = createHash('sha256')
  /** What was read last, for a message about a file that ends too early. */
  #last = 'its manifest'

  constructor(file: string, handle: FileHandle) {
    this.#file = file
    this.#bytes = new ByteReader(handle, (bytes) => this.#hash.update(bytes))
  }

  async manifest(): Promise<ArchiveManifest> {
    const block = await this.#bytes.take(BLOCK)
    const header = block.length === BLOCK ? readTarHeader(block) : undefined
    if (header?.name !== MANIFEST) {
      const gzip = block[0] === 0x1f && block[1] === 0x8b ? '; it is compressed, so decompress it first' : ''
      throw new UserError(`${this.#file} is no archive of season-sync${gzip}.`)
    }
    const content = await this.#content(header.size, LARGEST.json, 'its manifest')
    const version = parse(versionSchema, content)?.version
    if (version !== undefined && version !== FORMAT_VERSION)
      throw new UserError(
        `${this.#file} has version ${version} of the format, and this season-sync knows version ${FORMAT_VERSION}; use the one that wrote it, or a newer one.`,
      )
    const parsed = parse(manifestSchema, content)
    if (parsed === undefined) throw this.#damaged('its manifest')
    return parsed
  }

  async *bodies({ source }: ArchiveManifest): AsyncGenerator<ArchivedBody, void, void> {
    let bodies = 0
    let answers = 0
    let before = ''
    for (;;) {
      const soFar = this.#hash.copy().digest('hex')
      const { name, size } = await this.#header(`entry ${bodies + 1}`)
      if (name === END) return this.#end(size, { bodies, answers, sha256: soFar })
      const entry = await this.#entry(name, size, bodies + 1)
      const which = `entry ${bodies + 1}, the answer to ${requestOf(entry)}`
      if (
        entry.sha256 <= before ||
        entry.answers.some(({ requestKey }) => !requestKey.startsWith(`${source} `))
      )
        throw this.#damaged(which)
      yield { entry, body: await this.#body(entry, which) }
      before = entry.sha256
      bodies++
      answers += entry.answers.length
      this.#last = which
    }
  }

  async #entry(name: string, size: number, number: number): Promise<Entry> {
    const facts = await this.#content(size, LARGEST.json, `entry ${number}`)
    const entry = parse(entrySchema, facts)
    const which =
      entry === undefined ? `entry ${number}` : `entry ${number}, the answer to ${requestOf(entry)}`
    if (entry === undefined || name !== factsName(entry.sha256, facts)) throw this.#damaged(which)
    return entry
  }

  async #body(entry: Entry, which: string): Promise<Buffer> {
    const { name, size } = await this.#header(which)
    if (name !== bodyName(entry) || size !== entry.receivedBytes) throw this.#damaged(which)
    const body = await this.#content(size, LARGEST.body, which)
    const decoded = await decode(body, entry.encoding, entry.decodedBytes)
    if (
      !Buffer.isBuffer(decoded) ||
      decoded.length !== entry.decodedBytes ||
      createHash('sha256').update(decoded).digest('hex') !== entry.sha256
    )
      throw this.#damaged(which)
    return body
  }

  /** Checks that the file is whole and nothing follows it. */
  async #end(size: number, counted: z.output<typeof endSchema>): Promise<void> {
    const end = parse(endSchema, await this.#content(size, LARGEST.json, 'its end'))
    const same =
      end !== undefined &&
      end.bodies === counted.bodies &&
      end.answers === counted.answers &&
      end.sha256 === counted.sha256
    if (!same) throw this.#damaged('its end, which says what it holds')
    const rest = await this.#bytes.take(2 * BLOCK + 1)
    if (rest.length < 2 * BLOCK) throw this.#cut()
    if (rest.length > 2 * BLOCK || rest.some((byte) => byte !== 0))
      throw this.#damaged('what follows its end')
  }

  async #header(which: string): Promise<{ readonly name: string; readonly size: number }> {
    const block = await this.#bytes.take(BLOCK)
    if (block.length < BLOCK) throw this.#cut()
    const header = readTarHeader(block)
    if (header === undefined) throw this.#damaged(which)
    return header
  }

  async #content(size: number, largest: number, which: string): Promise<Buffer> {
    if (size > largest) throw this.#damaged(which)
    const content = await this.#bytes.take(size)
    const padding = await this.#bytes.take(paddingOf(size))
    if (content.length < size || padding.length < paddingOf(size)) throw this.#cut()
    if (padding.some((byte) => byte !== 0)) throw this.#damaged(which)
    return content
  }

  #damaged(which: string): UserError {
    return new UserError(`${this.#file} is damaged at ${which}. Nothing of it is stored; get it anew.`)
  }

  #cut(): UserError {
    return new UserError(
      `${this.#file} is cut off after ${this.#last}. Nothing of it is stored; get it anew.`,
    )
  }
}

/** 'nba stats/stats/boxscoretraditionalv3?GameID=0021800001' */
const requestOf = ({ answers }: Entry): string => printable(answers[0]?.requestKey ?? '', 300)

function parse<T>(schema: z.ZodType<T>, content: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(content.toString('utf8'))).data
  } catch {
    return undefined // no JSON: the caller refuses it like JSON of another shape
  }
}
