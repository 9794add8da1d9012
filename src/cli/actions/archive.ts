import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { checkExport, exportArchive, importArchive, openArchive, usableArchive } from '../../runs/archive.js'
import { easternToday } from '../../season/season.js'
import { seasonsOf } from '../../season/season-list.js'
import { readSettings } from '../../settings.js'
import { checkArchive, type LostAnswer } from '../../store/archive/check.js'
import { pruneArchive } from '../../store/archive/prune.js'
import { archiveStats } from '../../store/archive/stats.js'
import { localTime } from '../../text/local-time.js'
import { EXIT_CODES } from '../exit-codes.js'
import { SHOWN_LINES } from '../shown-lines.js'
import { printJson } from '../print-json.js'
import { bytes, count, print, printNotice, progressLines, table, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

/** Options of the commands that read or clean the archive of one source. */
export interface ArchiveOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

export interface PruneOptions extends ArchiveOptions {
  readonly dryRun?: boolean
}

export interface ArchiveExportOptions extends ArchiveOptions {
  readonly season?: string
  readonly only?: readonly string[]
}

/** A line of progress for each few seconds. */
const bodiesSoFar = (verb: string): ((bodies: number) => void) => {
  const say = progressLines()
  return (bodies) => say(`${verb} ${thousands(bodies)} bodies so far`)
}

/** Returns the exit code. */
export async function exportTo(file: string, options: ArchiveExportOptions): Promise<number> {
  const { source = 'nba', season, only, json } = options
  const settings = readSettings()
  const seasons = season === undefined ? undefined : seasonsOf(season, easternToday(settings.today))
  checkExport(source, { seasons, only })
  const written = await withPostgres(
    settings,
    ({ database }) => exportArchive(database, file, source, { seasons, only }, bodiesSoFar('Wrote')),
    source,
  )
  if (json === true) printJson('archiveExport', { file, ...written })
  else
    print(
      `Exported ${count(written.answers, 'answer')} (${count(written.bodies, 'body', 'bodies')}) to ${file}, ${bytes(written.bytes)}`,
    )
  if (written.lacking === 0) return EXIT_CODES.succeeded
  printNotice(
    `${count(written.lacking, 'request')} not in it: the latest answer was corrupt and is gone; another sync asks for it again`,
  )
  return EXIT_CODES.partial
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
    if (json === true) return printJson('archiveImport', { file, source, exportedAt, ...imported, seasons })
    const known = imported.answers - imported.newAnswers
    print(
      `Imported ${count(imported.newAnswers, 'answer')} (${count(imported.newBodies, 'body', 'bodies')}) of ${source}${known === 0 ? '' : `; ${thousands(known)} were here already`}`,
    )
    printNotice(
      `Make the tables of a season from them with: ${COMMAND.rebuild({ season: seasons.length === 1 ? (seasons[0] ?? '') : '<season>', source })}`,
    )
  } finally {
    await archive.close()
  }
}

export async function stats({ source = 'nba', json }: ArchiveOptions): Promise<void> {
  const { parts, ...total } = await withPostgres(
    readSettings(),
    async ({ database }) => archiveStats(await usableArchive(database, source)),
    source,
  )
  if (json === true) return printJson('archiveStats', { ...total, parts })
  if (parts.length === 0) return print('The archive is empty.')
  print(
    table(
      ['season', 'dataset', 'from', 'answers', 'bodies', 'size', 'oldest', 'newest'],
      parts.map((part) => [
        part.season ?? '',
        part.dataset,
        part.imported ? 'an import' : 'the source',
        part.answers,
        part.bodies,
        bytes(part.bytes),
        localTime(part.oldest),
        localTime(part.newest),
      ]),
    ),
  )
  print(
    `\n${thousands(total.bodies)} bodies, ${bytes(total.bytes)} as received, ${bytes(total.decodedBytes)} decoded`,
  )
}

export async function check({ source = 'nba', json }: ArchiveOptions): Promise<number> {
  const say = progressLines()
  const found = await withPostgres(
    readSettings(),
    async ({ database }) =>
      checkArchive(await usableArchive(database, source), (bodies) =>
        say(`Checked ${thousands(bodies)} bodies so far`),
      ),
    source,
  )
  const bad = [
    ...found.corrupt.map((answer) => ({ ...answer, what: 'corrupt' })),
    ...found.lost.map((answer) => ({ ...answer, what: 'gone' })),
  ]
  if (json === true) printJson('archiveCheck', found)
  else if (bad.length === 0)
    print(`Checked ${count(found.bodies, 'archived body', 'archived bodies')}: all are whole`)
  else {
    print(lostTable(bad.slice(0, SHOWN_LINES)))
    if (bad.length > SHOWN_LINES)
      print(`… and ${thousands(bad.length - SHOWN_LINES)} more (--json lists all)`)
    printNotice(
      `${count(bad.length, 'archived answer')} cannot be used; the next sync of the season asks again where it is the latest one to its request.`,
    )
  }
  return bad.length === 0 ? EXIT_CODES.succeeded : EXIT_CODES.partial
}

const lostTable = (answers: readonly (LostAnswer & { readonly what: string })[]): string =>
  table(
    ['what', 'dataset', 'answer of', 'request'],
    answers.map(({ what, dataset, fetchedAt, requestKey }) => [
      what,
      dataset,
      localTime(fetchedAt),
      requestKey,
    ]),
  )

export async function prune({ source = 'nba', dryRun = false, json }: PruneOptions): Promise<void> {
  const say = progressLines()
  const pruned = await withPostgres(
    readSettings(),
    async ({ database }) =>
      pruneArchive(await usableArchive(database, source), {
        dryRun,
        onProgress: ({ answers, bodies }) =>
          say(`Removed ${thousands(answers)} answers and ${thousands(bodies)} bodies so far`),
      }),
    source,
  )
  if (json === true) return printJson('archivePrune', { dryRun, ...pruned })
  print(
    `${dryRun ? 'Would remove' : 'Removed'} ${count(pruned.answers, 'answer')} and ${count(pruned.bodies, 'body', 'bodies')}: ${bytes(pruned.bytes)}${dryRun ? '' : ', which Postgres uses again'}`,
  )
}
