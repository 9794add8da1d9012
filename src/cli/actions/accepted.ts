import type { SourceName } from '../../contracts/source-names.js'
import { revokeAcceptances } from '../../runs/revoke.js'
import type { SeasonType } from '../../season/season.js'
import { readSettings } from '../../settings.js'
import { isOpen } from '../../store/acceptances/acceptance.js'
import { readAcceptances } from '../../store/acceptances/acceptances.js'
import { acceptanceTable } from '../reports/acceptance-table.js'
import { printJson } from '../print-json.js'
import { count, print } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface AcceptedOptions {
  readonly seasonType?: SeasonType
  readonly source?: SourceName
  readonly all?: boolean
  readonly json?: boolean
}

/** Lists what was accepted. */
export async function listAccepted(season: string | undefined, options: AcceptedOptions): Promise<void> {
  const { seasonType, source = 'nba', all, json } = options
  await withPostgres(
    readSettings(),
    async ({ database }) => {
      const read = await readAcceptances(database.pool, { source, season, seasonType })
      const shown = all === true ? read : read.filter(isOpen)
      if (json === true) printJson('acceptances', shown)
      else if (shown.length === 0) print('Nothing is accepted.')
      else print(acceptanceTable(shown))
    },
    source,
  )
}

/** Revokes acceptances, and lists them. */
export async function revokeAccepted(
  names: string[],
  { seasonType, source = 'nba', json }: AcceptedOptions,
): Promise<void> {
  await withPostgres(
    readSettings(),
    async ({ database }) => {
      const revoked = await revokeAcceptances(database, { names, seasonType, source })
      if (json === true) return printJson('acceptances', revoked)
      print(`Revoked ${count(revoked.length, 'acceptance')}\n`)
      print(acceptanceTable(revoked))
    },
    source,
  )
}
