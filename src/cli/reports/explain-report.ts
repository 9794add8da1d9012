import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import type { AboutRow } from '../../runs/explain/about.js'
import type { Explained, ExplainedCell, Explanation } from '../../runs/explain/index.js'
import type { Snippet } from '../../runs/explain/snippet.js'
import type { ExplainedResponse } from '../../store/explain/responses.js'
import { localTime } from '../../text/local-time.js'
import { facts, table, type Fact } from '../terminal.js'

/** A cell or row with its past; where the key means several rows, a line for each. */
export function explainedText(explained: Explained, source: SourceName): string {
  const { explanation, column, rows, more } = explained
  if (explanation === null)
    return [
      `${explained.table} has ${more ? `more than ${rows.length}` : rows.length} rows of ${explained.meant.join(', ')}; name one of them${more ? narrowing(rows) : ''}:`,
      rowTable(rows, column),
    ].join('\n\n')
  const { row, cell } = explanation
  const title = [explained.table, keyText(row), ...(row.removed ? ['(removed)'] : [])].join(' ')
  return [
    [title, row.about].filter((line) => line !== '').join('\n'),
    ...(cell === null ? [rowFacts(explanation, source)] : cellText(cell, explanation, source)),
  ].join('\n\n')
}

function cellText(cell: ExplainedCell, explanation: Explanation, source: SourceName): readonly string[] {
  const now = cell.values.at(-1)
  const earlier = cell.values.slice(0, -1).toReversed()
  return [
    facts([
      [cell.column, now?.value === undefined ? 'no value: the row was removed' : valueText(now.value)],
      ['meaning', cell.meaning],
      ['since', now?.since == null ? null : localTime(now.since)],
      ['cause', now?.cause === 'first' ? 'the row arrived with it' : now?.cause],
      ...responseFacts(explanation, source),
      ['field', cell.from ?? 'none: the request or other columns tell the value'],
      ['place', cell.snippet?.path],
    ]),
    ...(cell.snippet === null ? [] : [snippetText(cell.snippet)]),
    earlier.length === 0
      ? 'It never had another value.'
      : `Before that\n${table(
          ['value', 'since', 'cause', 'answer', 'run'],
          earlier.map((each) => [
            each.value === undefined ? '(no row)' : valueText(each.value),
            each.since === null ? '' : localTime(each.since),
            each.cause,
            answerText(each.responseId, each.response),
            each.runId ?? each.response?.runId,
          ]),
        )}`,
  ]
}

const rowFacts = (explanation: Explanation, source: SourceName): string =>
  [
    facts(responseFacts(explanation, source)),
    table(
      ['column', 'value'],
      Object.entries(explanation.row.values).map(([column, value]) => [column, valueText(value)]),
    ),
  ].join('\n\n')

/** The answer that brought a value, what repeated it, and what verified it. */
function responseFacts(
  { response, confirmed, verified, row }: Explanation,
  source: SourceName,
): readonly Fact[] {
  return [
    ['answer', answerText(row.responseId, response)],
    ['request', response?.label],
    ['url', response?.url],
    ['run', response === null ? null : runText(response, source)],
    ['confirmed', confirmed && `by answer #${confirmed.responseId}, ${localTime(confirmed.fetchedAt)}`],
    [
      'verified',
      verified === null
        ? 'not by any sync of the season'
        : `${verified.verifiedBy === null ? 'by nothing independent' : `against ${verified.verifiedBy}`}, run ${verified.runId} (${verified.outcome})`,
    ],
  ]
}

function runText({ runId, attempt }: ExplainedResponse, source: SourceName): string {
  if (runId === null) return 'none: the answer was imported'
  return `${runId}, attempt ${attempt}; see: ${COMMAND.show({ runId, source })}`
}

/** How to name one of many rows: ', with number=1, or fewer, with a date, a season or column=value' */
function narrowing(rows: readonly AboutRow[]): string {
  const [first] = rows
  const telling = Object.entries(first?.key ?? {}).flatMap(([column, value]) =>
    rows.every(({ key }) => key[column] === value) ? [] : [`${column}=${valueText(value)}`],
  )
  return `, with ${telling.join(' ')}, or fewer, with a date, a season or column=value`
}

/** '#47 leaguegamelog, 2026-11-23 09:36:15' */
function answerText(responseId: number | null, response: ExplainedResponse | null): string {
  if (response !== null)
    return `#${response.responseId} ${response.endpoint}, ${localTime(response.fetchedAt)}`
  return responseId === null ? 'not known' : `#${responseId}, not archived any more`
}

/** The body around the value, and a line that points at it. */
const snippetText = ({ before, value, after }: Snippet): string =>
  `${before}${value}${after}\n${' '.repeat(before.length)}${'^'.repeat(value.length)}`

const keyText = ({ key }: AboutRow): string =>
  Object.entries(key)
    .map(([column, value]) => `${column}=${valueText(value)}`)
    .join(' ')

function rowTable(rows: readonly AboutRow[], column: string | null): string {
  return table(
    ['row', 'about', ...(column === null ? [] : [column])],
    rows.map((row) => [
      keyText(row),
      `${row.about}${row.removed ? ' (removed)' : ''}`,
      ...(column === null ? [] : [valueText(row.values[column])]),
    ]),
  )
}

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
