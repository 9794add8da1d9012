import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { runByName } from '../../runs/find-run.js'
import { gameLabels, type LabelGames } from '../../runs/game-labels.js'
import { readSettings } from '../../settings.js'
import { changesOf, type Change, type ValueOrigin } from '../../store/merge/ledger.js'
import { localTime } from '../../text/local-time.js'
import { printJson } from '../print-json.js'
import { forScreen, print, printNotice, table, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface ChangesOptions {
  readonly table?: string
  readonly source?: SourceName
  readonly limit: number
  readonly json?: boolean
}

/** Lists the values that a run changed. */
export async function listChanges(name: string, options: ChangesOptions): Promise<void> {
  const settings = readSettings()
  await withPostgres(
    settings,
    async (session) => {
      const run = await runByName(settings, session, name, { onChoice: printNotice })
      const { total, changes } = await changesOf(session.database.pool, run.runId, options)
      if (options.json === true) return printJson('changes', changes)
      if (total === 0) return print(`Run ${run.runId} changed no stored value.`)
      const title = `Run ${run.runId}, ${run.season} ${run.seasonType}, ${localTime(run.startedAt)}`
      print(`${forScreen(title, process.stdout)}\n`)
      const label = await gameLabels(session.database.pool, changes.map(rowText))
      print(changeTable(changes, label))
      if (total > changes.length)
        print(`\n… and ${thousands(total - changes.length)} more (--limit ${total})`)
    },
    options.source ?? sourceOfWorkflow(name),
  )
}

/** 'game_id=0021800710 player_id=201935' */
const rowText = ({ rowKey }: Change): string =>
  Object.entries(rowKey)
    .map(([column, value]) => `${column}=${valueText(value)}`)
    .join(' ')

function changeTable(changes: readonly Change[], label: LabelGames): string {
  return table(
    ['table', 'row', 'column', 'from', 'to', 'answer before', 'answer after', 'cause', 'when'],
    changes.map((change) => [
      change.table,
      label(rowText(change)),
      change.column,
      valueText(change.oldValue),
      valueText(change.newValue),
      originText(change.oldResponse),
      originText(change.newResponse),
      change.cause,
      localTime(change.changedAt),
    ]),
  )
}

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')

/** '#12 leaguegamelog 2026-02-22 19:30:05' */
function originText(origin: ValueOrigin | null): string {
  if (origin === null) return ''
  const { responseId, endpoint, fetchedAt } = origin
  return [`#${responseId}`, endpoint ?? '', fetchedAt === null ? '' : localTime(fetchedAt)].join(' ').trim()
}
