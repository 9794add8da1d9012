import type pg from 'pg'
import type { ArchiveManifest } from '../archive/format.js'
import { openArchive, type OpenArchive } from '../archive/reader.js'
import { writeArchive, type Written } from '../archive/writer.js'
import { refuseOtherSource, requireSchema } from '../connect/agreement.js'
import { namesOf } from '../contracts/dataset-names.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { datasetOf } from '../datasets/catalogue.js'
import { chosenDatasets } from '../datasets/chosen.js'
import { UserError } from '../errors.js'
import { startYear } from '../season/season.js'
import { exportBodies } from '../store/archive/export.js'
import { importBodies, type Imported } from '../store/archive/import.js'
import type { Database } from '../store/database/database.js'
import { claimDatabase } from '../store/runs/workers.js'
import { VERSION } from '../version.js'

/** The part of an archive that is exported. */
export interface ExportRequest {
  /** Seasons like '2018-19'; undefined: all. */
  readonly seasons?: readonly string[] | undefined
  /** Datasets, with which those come that they need; undefined: all. */
  readonly only?: readonly string[] | undefined
}

/** The pool of a database with this source's archive. Throws a UserError for another source, or a missing migration. */
export async function usableArchive({ pool }: Database, source: SourceName): Promise<pg.Pool> {
  await requireSchema(pool)
  await refuseOtherSource(pool, source)
  return pool
}

/** Called with the number of bodies so far. */
export type OnBodies = (bodies: number) => void

/** Checks a request and names its datasets with those that they need. Throws a UserError (exit 2). */
export function checkExport(
  source: SourceName,
  { seasons, only }: ExportRequest,
): readonly string[] | undefined {
  seasons?.forEach((season) => startYear(season))
  if (only === undefined) return undefined
  const wanted = new Set<string>()
  const want = (name: string): void => {
    const dataset = datasetOf(source, name)
    if (wanted.has(dataset.name)) return
    wanted.add(dataset.name)
    dataset.needs.forEach(want)
  }
  chosenDatasets(source, only).forEach(want)
  return [...wanted]
}

/** What was exported. */
export interface Exported extends Written {
  /** Requests that are not in it, since the body of their latest answer was corrupt and is gone. */
  readonly lacking: number
}

/** Writes the archived answers of a database to a file. Throws a UserError. */
export async function exportArchive(
  database: Database,
  file: string,
  source: SourceName,
  request: ExportRequest = {},
  onBodies: OnBodies = () => undefined,
): Promise<Exported> {
  const datasets = checkExport(source, request)
  const { seasons } = request
  const pool = await usableArchive(database, source)
  const about = {
    source,
    exportedAt: new Date().toISOString(),
    exportedBy: `season-sync ${VERSION}`,
    seasons: seasons === undefined ? null : [...seasons],
    datasets: datasets === undefined ? null : [...datasets],
  }
  return exportBodies(pool, { seasons, datasets: datasets?.flatMap(namesOf) }, (bodies) =>
    writeArchive(file, about, counted(orRefuse(bodies, about), onBodies)),
  )
}

/** Refuses to write a file without an answer: whoever got it would take the seasons for had. */
async function* orRefuse<T>(
  bodies: AsyncIterable<T>,
  { source, seasons, datasets }: Pick<ArchiveManifest, 'source' | 'seasons' | 'datasets'>,
): AsyncGenerator<T, void, void> {
  let empty = true
  for await (const body of bodies) {
    empty = false
    yield body
  }
  if (!empty) return
  const parts = [seasons, datasets].flatMap((part) => (part === null ? [] : [` of ${part.join(', ')}`]))
  throw new UserError(
    `The archive has no answer${parts.join('')}, so that nothing was exported; see what it has: ${COMMAND.archiveStats(source)}`,
  )
}

/** Stores the answers of an open archive, all or none of them. Throws a UserError that names what is wrong with the file. */
export async function importArchive(
  database: Database,
  archive: OpenArchive,
  onBodies: OnBodies = () => undefined,
): Promise<Imported> {
  const { source } = archive.manifest
  const pool = await usableArchive(database, source)
  const imported = await importBodies(pool, source, counted(archive.bodies(), onBodies))
  await claimDatabase(pool, source)
  return imported
}

export { openArchive }

async function* counted<T>(bodies: AsyncIterable<T>, onBodies: OnBodies): AsyncGenerator<T, void, void> {
  let count = 0
  for await (const body of bodies) {
    yield body
    onBodies(++count)
  }
}
