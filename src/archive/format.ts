import { z } from 'zod'
import { SOURCE_NAMES } from '../contracts/source-names.js'

/**
 * The file of an exported archive, as docs/archive-format.md describes it: a tar file with a manifest, the answers and
 * the body of each entry, and an end with the counts.
 */
export const FORMAT = 'season-sync archive'
export const FORMAT_VERSION = 1

/** Names of the first and the last part of the file. */
export const MANIFEST = 'season-sync-archive.json'
export const END = 'end.json'

/** Endings of the bodies' names, by content encoding. */
export const BODY_ENDINGS = {
  identity: '.json',
  gzip: '.json.gz',
  deflate: '.json.deflate',
  br: '.json.br',
} as const

/** Limits that no archive reaches: a part that claims to be larger is no part of one, bytes. */
export const LARGEST = { json: 64 * 1024 * 1024, body: 256 * 1024 * 1024 } as const

const text = z.string().min(1).max(4_000)
const time = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.int().min(0).max(LARGEST.body)

/** What the manifests of all versions have. */
export const versionSchema = z.object({ format: z.literal(FORMAT), version: z.int() })

export const manifestSchema = versionSchema.extend({
  source: z.enum(SOURCE_NAMES),
  exportedAt: time,
  exportedBy: text,
  /** The part of the archive that was exported; null: all of it. */
  seasons: z.array(text).nullable(),
  datasets: z.array(text).nullable(),
})
export type ArchiveManifest = z.output<typeof manifestSchema>

/** An answer with a body: what was asked, where, when. */
export const answerSchema = z.object({
  /** The dataset that asked first, by the name that it had then. */
  dataset: text,
  season: text.nullable(),
  seasonType: text.nullable(),
  service: text,
  endpoint: text,
  params: z.record(z.string().max(200), z.string().max(4_000)),
  requestKey: text,
  /** The address that was asked; of a server that is not the NBA's its path alone. */
  url: text,
  status: z.int().nullable(),
  requestedAt: time,
  fetchedAt: time,
})
export type Answer = z.output<typeof answerSchema>

/** A body's facts, and the answers that had it. */
export const entrySchema = z.object({
  /** Hash of the decoded body. */
  sha256,
  encoding: z.enum(['identity', 'gzip', 'deflate', 'br']),
  receivedBytes: size,
  decodedBytes: size,
  answers: z.array(answerSchema).min(1),
})
export type Entry = z.output<typeof entrySchema>

export const endSchema = z.object({
  bodies: z.int().min(0),
  answers: z.int().min(0),
  /** Hash of all bytes of the file before this part. */
  sha256,
})

/** A body with its facts. */
export interface ArchivedBody {
  readonly entry: Entry
  /** The body as it was received. */
  readonly body: Buffer
}
