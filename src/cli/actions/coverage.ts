import { writeFile } from 'node:fs/promises'
import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { coverageRequest, readCoverage } from '../../runs/coverage.js'
import { readSettings } from '../../settings.js'
import { coverageText } from '../reports/coverage-report.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface CoverageOptions {
  readonly source?: SourceName
  readonly season?: string
  readonly seasonType?: string
  readonly only?: readonly string[]
  readonly html?: string
  readonly json?: true
}

/** Prints what the database has, or writes it as a page. */
export async function showCoverage({
  source = 'nba',
  season,
  seasonType,
  only,
  html,
  json,
}: CoverageOptions): Promise<void> {
  const settings = readSettings()
  const request = coverageRequest({ source, seasons: season, seasonType, only }, settings)
  const coverage = await withPostgres(
    settings,
    ({ database }) => readCoverage(database.pool, request),
    source,
  )
  if (html !== undefined) {
    const { coveragePage } = await import('../reports/coverage-page/index.js')
    await writeFile(html, coveragePage(coverage)).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`The page ${html} cannot be written (${error.code}).`, 2)
    })
    if (json !== true) return printNotice(`Wrote ${html}; open it in a browser`)
  }
  if (json === true) return printJson('coverage', coverage)
  if (coverage.seasons.length === 0)
    return print(`Nothing is stored yet; start with: ${COMMAND.firstSync(source)}`)
  print(coverageText(coverage, { inDetail: season !== undefined }))
}
