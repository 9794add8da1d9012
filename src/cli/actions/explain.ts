import type { SourceName } from '../../contracts/source-names.js'
import { explain } from '../../runs/explain/index.js'
import { readSettings } from '../../settings.js'
import { explainedText } from '../reports/explain-report.js'
import { printJson } from '../print-json.js'
import { print } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface ExplainOptions {
  readonly source?: SourceName
  readonly json?: true
}

/** Exit code of a key that means several rows, none of which is explained. */
const SEVERAL_ROWS = 2

/** Prints the origin of a value or a row, with its past; of several rows their list. Returns the exit code. */
export async function explainValue(
  name: string,
  key: readonly string[],
  { source = 'nba', json }: ExplainOptions,
): Promise<number> {
  const explained = await withPostgres(
    readSettings(),
    ({ database }) => explain(database.pool, source, name, key),
    source,
  )
  if (json === true) printJson('explained', explained)
  else print(explainedText(explained, source))
  return explained.explanation === null ? SEVERAL_ROWS : 0
}
