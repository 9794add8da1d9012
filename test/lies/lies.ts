import type { Body, Wrong } from './lying-source.js'
import type { Random } from './random.js'
import { rowsOf, type Rows } from './rows.js'

/** The requests that lies are told to, and the datasets that a sync needs to ask for them. */
const TOLD = [
  { endpoint: /scheduleleaguev2/, only: [] },
  { endpoint: /leaguegamelog.*PlayerOrTeam=T/, only: [] },
  { endpoint: /leaguegamelog.*PlayerOrTeam=P/, only: [] },
  { endpoint: /commonallplayers/, only: [] },
  { endpoint: /playerindex/, only: [] },
  { endpoint: /leaguestandingsv3/, only: [] },
  { endpoint: /boxscoretraditionalv3/, only: ['box_scores'] },
  { endpoint: /playbyplayv3/, only: ['play_by_play'] },
] as const

export interface Lie extends Wrong {
  readonly title: string
  /** Datasets beside those of every sync. */
  readonly only: readonly string[]
}

/** A lie by chance: a value, a row, a column or a whole answer of one of the requests. */
export function lieOf(random: Random, paths: readonly string[], bodyOf: (path: string) => Body): Lie {
  const { endpoint, only } = random.pick(TOLD)
  const path = random.pick(paths.filter((each) => endpoint.test(each)))
  const { what, answer } = random.pick([valueLie, rowLie, columnLie, answerLie])(random, bodyOf(path), () =>
    bodyOf(random.pick(paths.filter((each) => each !== path))),
  )
  const asked = new URL(path, 'http://x')
  const subject = asked.searchParams.get('GameID') ?? asked.searchParams.get('PlayerOrTeam') ?? ''
  return {
    title: `${[asked.pathname.split('/').at(-1), subject].filter(Boolean).join(' ')}: ${what}`,
    only,
    about: (each) => each === path,
    answer,
  }
}

interface Told {
  readonly what: string
  readonly answer: (body: Body) => string
}
type Kind = (random: Random, body: Body, other: () => Body) => Told

/** Changes the rows of an answer. */
const changing =
  (change: (rows: Rows) => void) =>
  (body: Body): string => {
    change(rowsOf(body))
    return JSON.stringify(body)
  }

/** A column in which some row has a value. */
function filledColumn(random: Random, rows: Rows): string {
  const filled = rows.columns.filter((column) =>
    Array.from({ length: Math.min(rows.count, 20) }, (_, row) => rows.get(row, column)).some(
      (value) => value !== null && value !== '' && value !== undefined,
    ),
  )
  return random.pick(filled)
}

const valueLie: Kind = (random, body) => {
  const rows = rowsOf(body)
  const row = random.below(rows.count)
  const column = filledColumn(random, rows)
  const before = rows.get(row, column)
  const value = another(random, before)
  return {
    what: `${column} of row ${row} is ${JSON.stringify(value)}, not ${JSON.stringify(before)}`,
    answer: changing((of) => of.set(row, column, value)),
  }
}

/** Another value than the one given. */
function another(random: Random, value: unknown): unknown {
  if (typeof value === 'number')
    return random.pick([value + 1, value + 3, value * 10 + 1, -value - 1, null, value + 0.4])
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string' && /^\d+$/.test(value))
    return String(Number(value) + 1).padStart(value.length, '0')
  if (typeof value === 'string') return random.pick([`${value}x`, 'X Y', '', null])
  return random.pick([0, 1, 'X'])
}

const rowLie: Kind = (random, body) => {
  const rows = rowsOf(body)
  const row = random.below(rows.count)
  const column = filledColumn(random, rows)
  const value = another(random, rows.get(row, column))
  return random.pick<Told>([
    { what: `row ${row} is missing`, answer: changing((of) => of.remove(row)) },
    {
      what: `row ${row} comes again with ${column} ${JSON.stringify(value)}`,
      answer: changing((of) => {
        of.copy(row)
        of.set(of.count - 1, column, value)
      }),
    },
  ])
}

const columnLie: Kind = (random, body) => {
  const rows = rowsOf(body)
  const column = filledColumn(random, rows)
  const other = filledColumn(random, rows)
  const all = (of: Rows, value: (row: number) => unknown): void => {
    for (let row = 0; row < of.count; row++) of.set(row, column, value(row))
  }
  return random.pick<Told>([
    { what: `${column} is missing`, answer: changing((of) => of.drop(column)) },
    { what: `${column} is called X`, answer: changing((of) => of.rename(column, 'X')) },
    { what: `${column} is null`, answer: changing((of) => all(of, () => null)) },
    {
      what: `${column} has the values of ${other}`,
      answer: changing((of) => all(of, (row) => of.get(row, other))),
    },
    {
      what: `${column} has the value of the first row`,
      answer: changing((of) => all(of, () => of.get(0, column))),
    },
  ])
}

const answerLie: Kind = (random, _body, other) => {
  const stranger = other()
  const part = 0.2 + random.next() * 0.7
  return random.pick<Told>([
    {
      what: 'no row',
      answer: changing((of) => {
        for (let row = of.count - 1; row >= 0; row--) of.remove(row)
      }),
    },
    {
      what: `the first ${Math.round(part * 100)} % of the rows`,
      answer: changing((of) => {
        for (let row = of.count - 1; row >= of.count * part; row--) of.remove(row)
      }),
    },
    { what: 'the answer to another request', answer: () => JSON.stringify(stranger) },
    { what: 'half of the text', answer: (body) => JSON.stringify(body).slice(0, -200) },
    { what: 'a page', answer: () => '<html><body>Service maintenance</body></html>' },
  ])
}
