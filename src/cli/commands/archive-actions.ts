import { COMMAND } from '../../contracts/next-step.js'
import { checkExport, exportArchive, importArchive, openArchive } from '../../runs/archive.js'
import { readSettings } from '../../settings.js'
import { bytes, count, print, printJson, printNotice, progressLines, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'
import type { ArchiveOptions, ExportOptions } from './archive.js'

/** A line of progress for each few seconds. */
const bodiesSoFar = (verb: string): ((bodies: number) => void) => {
  const say = progressLines()
  return (bodies) => say(`${verb} ${thousands(bodies)} bodies so far`)
}

export async function exportTo(file: string, options: ExportOptions): Promise<void> {
  const { source = 'nba', season: seasons, only, json } = options
  checkExport(source, { seasons, only })
  const written = await withPostgres(
    readSettings(),
    ({ database }) => exportArchive(database, file, source, { seasons, only }, bodiesSoFar('Wrote')),
    source,
  )
  if (json === true) return printJson({ file, ...written })
  print(
    `Exported ${count(written.answers, 'answer')} (${thousands(written.bodies)} bodies) to ${file}, ${bytes(written.bytes)}`,
  )
}

export async function importFrom(file: string, { json }: ArchiveOptions): Promise<void> {
  const archive = await openArchive(file)
  const { source, exportedAt } = archive.manifest
  try {
    const imported = await withPostgres(
      readSettings(),
      ({ database }) => importArchive(database, archive, bodiesSoFar('Checked')),
      source,
    )
    const seasons = [...imported.seasons].toSorted()
    if (json === true) return printJson({ file, source, exportedAt, ...imported, seasons })
    const known = imported.answers - imported.newAnswers
    print(
      `Imported ${count(imported.newAnswers, 'answer')} (${thousands(imported.newBodies)} bodies) of ${source}${known === 0 ? '' : `; ${thousands(known)} were here already`}`,
    )
    printNotice(
      `Make the tables of a season from them with: ${COMMAND.rebuild({ season: seasons.length === 1 ? (seasons[0] ?? '') : '<season>', source })}`,
    )
  } finally {
    await archive.close()
  }
}
