import { mkdir, writeFile as writeText } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { UserError } from '../../errors.js'
import { ReadOnly } from '../reading/read-only.js'
import { VERSION } from '../../version.js'
import {
  relations,
  relationSeasonBy,
  seasonsSql,
  selectOf,
  wanted,
  type Relation,
  type RowFilter,
} from './relation.js'
import { FORMAT_ENDINGS, type Format } from './formats.js'
import { writeFile, type FileFacts } from './write-file.js'

/** What is exported, and how. */
export interface ExportOrder extends RowFilter {
  /** Names of tables and views; 'all' for the tables of data. */
  readonly tables: readonly string[]
  readonly format: Format
  /** A file for each season, in folders `season=2018-19`. */
  readonly bySeason: boolean
  readonly folder: string
}

/** One file of an export; `file` is its path in the folder. */
export interface ExportedFile extends FileFacts {
  readonly table: string
  readonly season: string | null
  readonly file: string
}

/** What stands in the folder's manifest.json. */
export interface ExportManifest {
  readonly createdAt: string
  readonly createdBy: string
  readonly format: Format
  readonly seasons: readonly string[] | null
  readonly seasonType: string | null
  /** Tables that do not tell the season of a row: all of their rows are there. */
  readonly ofAllSeasons: readonly string[]
  readonly files: readonly ExportedFile[]
}

/**
 * Writes tables and views into files of a folder, with one view of the data, and a manifest with the count and hash of
 * each. `data`: names of the tables of data. Throws a UserError (exit 2) for an unknown table before anything is written.
 */
export async function exportTables(
  pool: pg.Pool,
  order: ExportOrder,
  data: readonly string[],
  onFile: (file: ExportedFile) => void = () => undefined,
): Promise<ExportManifest> {
  const { folder, format, bySeason, seasons, seasonType } = order
  return await ReadOnly.run(pool, async (read) => {
    const chosen = wanted(await relations(read.client), order.tables, data)
    await create(folder)
    const files: ExportedFile[] = []
    for (const relation of chosen) {
      for (const season of bySeason ? await seasonsIn(read, relation, order) : [null]) {
        const filter = season === null ? order : { seasonType, seasons: [season] }
        const file = fileOf(relation.name, season, format)
        await create(join(folder, file, '..'))
        // The folder's name tells the season, and readers of such folders add the column.
        const sql = selectOf(relation, filter, season === null ? [] : ['season'])
        const facts = await writeFile(read, sql, join(folder, file), format)
        const written = { table: relation.name, season, file, ...facts }
        files.push(written)
        onFile(written)
      }
    }
    const manifest: ExportManifest = {
      createdAt: new Date().toISOString(),
      createdBy: `season-sync ${VERSION}`,
      format,
      seasons: seasons ?? null,
      seasonType: seasonType ?? null,
      ofAllSeasons: chosen
        .filter((relation) => relationSeasonBy(relation) === undefined)
        .map(({ name }) => name),
      files,
    }
    await writeText(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  })
}

const fileOf = (table: string, season: string | null, format: Format): string =>
  season === null
    ? `${table}.${FORMAT_ENDINGS[format]}`
    : `${table}/season=${season}/data.${FORMAT_ENDINGS[format]}`

/** The wanted seasons that a relation has rows of; [null] where its rows tell none. */
async function seasonsIn(
  read: ReadOnly,
  relation: Relation,
  filter: RowFilter,
): Promise<readonly (string | null)[]> {
  const sql = seasonsSql(relation, filter)
  if (sql === undefined) return [null]
  const { rows } = await read.client.query<{ season: string }>(sql)
  return rows.map(({ season }) => season)
}

async function create(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The folder ${folder} cannot be made (${error.code}).`, 2)
  })
}
