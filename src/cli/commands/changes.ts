import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { runByName } from '../../runs/find-run.js'
import { gameLabels, type LabelGames } from '../../runs/game-labels.js'
import { readSettings } from '../../settings.js'
import { changesOf, type Change, type Origin } from '../../store/merge/ledger.js'
import { localTime } from '../../text/local-time.js'
import { limit, sourceOption } from '../options.js'
import { print, printJson, table, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface ChangesOptions {
  readonly table?: string
  readonly source?: SourceName
  readonly limit: number
  readonly json?: boolean
}

/** `season-sync changes <run>` */
export function changesCommand(): Command {
  return new Command('changes')
    .summary('list the values that a sync changed, with both answers')
    .description(
      'Lists each value that a sync changed or removed: before and after, the answer that brought each of the two, and the cause. New rows are no changes; a row that returns after its removal is one, and rows that were lost and came back have the column *.',
    )
    .argument('<run>', "a run id, its beginning, or 'latest'")
    .option('--table <name>', 'those of one table')
    .option('--limit <number>', 'at most this many', limit, 50)
    .addOption(sourceOption())
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync changes latest
  $ season-sync changes 01a207b2 --table player_game_logs --json`,
    )
    .action(async (name: string, options: ChangesOptions) => {
      await withPostgres(
        readSettings(),
        async (session) => {
          const run = await runByName(session, name)
          const { total, changes } = await changesOf(session.database.pool, run.runId, options)
          if (options.json === true) return printJson(changes)
          if (total === 0) return print(`Run ${run.runId} changed no stored value.`)
          print(`Run ${run.runId}, ${run.season} ${run.seasonType}, ${localTime(run.startedAt)}\n`)
          const label = await gameLabels(session.database.pool, changes.map(rowText))
          print(changeTable(changes, label))
          if (total > changes.length)
            print(`\n… and ${thousands(total - changes.length)} more (--limit ${total})`)
        },
        options.source,
      )
    })
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
function originText(origin: Origin | null): string {
  if (origin === null) return ''
  const { responseId, endpoint, fetchedAt } = origin
  return [`#${responseId}`, endpoint ?? '', fetchedAt === null ? '' : localTime(fetchedAt)].join(' ').trim()
}
