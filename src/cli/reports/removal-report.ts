import type { Removals } from '../../runs/removals.js'
import { localTime } from '../../text/local-time.js'
import { printJson } from '../print-json.js'
import { count, print, printNotice, table } from '../terminal.js'

/** Prints what `--accept-removals` would remove or empty, a line for each game, team, player or column. */
export function printRemovals({ run, held }: Removals, json: boolean): void {
  if (json) {
    printJson('removals', { runId: run.runId, startedAt: run.startedAt, removals: held })
    return
  }
  const when = `run ${run.runId} (${localTime(run.startedAt)})`
  if (held.length === 0) {
    print(`Nothing was held by ${when}: --accept-removals would remove and empty nothing.`)
    return
  }
  const rows = held.reduce((sum, { column, rows: n }) => sum + (column === null ? n : 0), 0)
  const values = held.reduce((sum, { column, rows: n }) => sum + (column === null ? 0 : n), 0)
  print(
    `--accept-removals would remove ${count(rows, 'row')} and empty ${count(values, 'value')}, by the answers of ${when}:\n`,
  )
  print(
    table(
      ['dataset', 'table', 'about', 'what', 'rows'],
      held.map((each) => [
        each.dataset,
        each.table,
        each.game === null ? each.subject : `${each.subject} ${each.game}`,
        each.column === null ? 'remove' : `empty ${each.column}`,
        each.rows,
      ]),
    ),
  )
  printNotice('Nothing was changed. The next answers decide: what they have again stays.')
}
