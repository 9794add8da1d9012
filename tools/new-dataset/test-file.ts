import { basename } from 'node:path'
import { subjectColumn } from '../../src/datasets/dataset.js'
import { calendarDate } from '../../src/season/calendar-date.js'
import { currentSeason } from '../../src/season/season.js'
import { asText } from './answer.js'
import type { CellName } from './cell-type.js'
import type { DatasetPlan } from './dataset-plan.js'
import type { Column } from './key.js'
import { seasonParam } from './season-params.js'

/** How a test reads the value of a cell from the recorded answer, by other code than the kit's (test/datasets/recorded.ts). */
const READ: Partial<Record<CellName, string>> = {
  idOrNone: 'idOrNull',
  textOrNull: 'words',
  text: 'words',
  keyText: 'wordsOrNone',
  date: 'day',
  dateOrNone: 'day',
  numeral: 'digits',
  clockMinutes: 'minutes',
  clockSeconds: 'seconds',
  one: 'isOne',
}

/** The dataset's test: every row of the recorded answer, value for value. */
export function testFileOf(plan: DatasetPlan, recording: string): string {
  const kebab = plan.name.replaceAll('_', '-')
  const variable = plan.name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
  const body = plan.box === undefined ? tableTest(plan, variable) : boxTest(plan, variable)
  const helpers = [
    ...new Set([...Object.values(READ), 'rowsOf', 'linesOf', 'listOf', 'ifPlayed', 'readRecorded']),
  ]
    .filter((name) => new RegExp(String.raw`\b${name}\(`).test(body))
    .toSorted()
  return `import { describe, expect, it } from 'vitest'
import ${variable} from '../../../src/datasets/nba/${kebab}.js'
import { ${['recorded', 'unnamed', ...helpers].toSorted().join(', ')} } from '../recorded.js'

const answer = recorded(${JSON.stringify(basename(recording))})

describe.skipIf(answer === undefined)('${plan.name} of a recorded answer', () => {
${body}
  it('names each member of the answer that it does not store', () => {
    expect(unnamed(${variable}, answer)).toEqual([])
  })
})
`
}

function tableTest(plan: DatasetPlan, variable: string): string {
  const { shape, asked, fields, ofScope } = plan
  if (shape.kind === 'box') return ''
  const source =
    shape.kind === 'list'
      ? `listOf(answer, ${JSON.stringify(shape.list)})`
      : `rowsOf(answer, ${JSON.stringify(shape.resultSet)})`
  const about = aboutOf(plan)
  const id = subjectColumn(asked.subject)
  const given = [
    ...ofScope.map((column) => `${column}: scope.${column === 'season' ? 'season' : 'seasonType'}`),
    ...(about === undefined || fields.some(({ column }) => column === id)
      ? []
      : [`${id}: ${['game', 'date'].includes(asked.subject) ? JSON.stringify(about) : about}`]),
  ]
  return `it('has a row for each of the source, value for value', async () => {
    const { rows, refused${given.some((line) => line.includes('scope.')) ? ', scope' : ''} } = await readRecorded(${variable}, answer${scopeArguments(plan)})
    expect(refused).toEqual([])
    expect(rows).toEqual(
      ${source}.map((line) => ({
        ${[...given, ...fields.map((column) => expected(column, column.from))].join(',\n')},
      })),
    )
  })
`
}

function boxTest(plan: DatasetPlan, variable: string): string {
  const { shape, box, tables } = plan
  if (shape.kind !== 'box' || box === undefined) return ''
  const [players, teams] = tables
  const statistic = ({ from }: Column): boolean => from.startsWith('statistics.')
  const lines = (columns: readonly Column[]): string =>
    columns.map((column) => expected(column, column.from.replace('statistics.', ''))).join(',\n')
  const ofPlayer = lines([...box.players.filter(statistic), ...box.statistics])
  return `it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(${variable}, answer${scopeArguments(plan)})
    expect(refused).toEqual([])
    expect(of(${JSON.stringify(players.name)})).toEqual(
      linesOf(answer, ${JSON.stringify(shape.root)}).players.map(({ game, team, line }) => ({
        game_id: game, team_id: team, player_id: line.personId,
        ${lines(box.players.filter((column) => !statistic(column)))},
        ...ifPlayed(line, { ${ofPlayer} }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(${variable}, answer${scopeArguments(plan)})
    expect(of(${JSON.stringify(teams?.name)})).toEqual(
      linesOf(answer, ${JSON.stringify(shape.root)}).teams.map(({ game, isHome, line }) => ({
        game_id: game, team_id: line.teamId, is_home: isHome,
        ${lines([...box.teams, ...box.statistics])},
      })),
    )
  })
`
}

function expected({ column, type }: Column, from: string): string {
  const value = /^[A-Za-z_]\w*$/.test(from) ? `line.${from}` : `line[${JSON.stringify(from)}]`
  const read = READ[type]
  return `${column}: ${read === undefined ? value : `${read}(${value})`}`
}

/** What the recorded answer is about, by itself; a date as YYYY-MM-DD. */
function aboutOf({ shape, asked, fields }: DatasetPlan): string | undefined {
  if (shape.kind === 'box') return shape.gameId
  if (asked.subject === 'season') return undefined
  const own = fields.find(({ column }) => column === subjectColumn(asked.subject))?.values[0]
  const told = shape.kind === 'list' ? shape.named : asText(own ?? null)
  if (shape.kind !== 'list' && asked.about !== undefined) return asked.about
  return asked.subject === 'date' ? calendarDate(told) : told || undefined
}

function scopeArguments(plan: DatasetPlan): string {
  const { params = {}, subject } = plan.asked
  const about = aboutOf(plan)
  const named = Object.entries(params).flatMap(([name, value]) => seasonParam(name, value)?.season ?? [])
  // A date is asked for in the season that it is of.
  const season = subject === 'date' && about !== undefined ? currentSeason(about) : named[0]
  const type = params.SeasonType
  const options = [
    ...(about === undefined ? [] : [`about: ${JSON.stringify(about)}`]),
    ...(season === undefined ? [] : [`season: ${JSON.stringify(season)}`]),
    ...(type === undefined || ['', 'Regular Season'].includes(type)
      ? []
      : [`seasonType: ${JSON.stringify(type)}`]),
  ]
  return options.length === 0 ? '' : `, { ${options.join(', ')} }`
}
