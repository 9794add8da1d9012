import type { Dataset, Row, TableSpec } from '../../src/datasets/dataset.js'
import type { LineRule } from '../../src/datasets/kit/verify.js'
import type { Body } from './lying-source.js'

/** The real lines of a player or a team in a season. */
export interface Lines {
  /** Whose they are: player_id, player_name, team_id, team_name. */
  readonly of: Row
  readonly lines: readonly Row[]
  /** The lines of the other team in the same games; of teams alone. */
  readonly opponents: readonly Row[]
}

type Check = Dataset['verify'][number]
type Of<K extends Check['kind']> = Extract<Check, { kind: K }>
const ofKind = <K extends Check['kind']>(dataset: Dataset, kind: K): readonly Of<K>[] =>
  dataset.verify.filter((check): check is Of<K> => check.kind === kind)

/** What no line tells, and a rule does. */
const MADE_UP = {
  age: 25,
  height: '6-6',
  team_count: 1,
  distance_feet: 10_560,
  offensive_distance_miles: 1,
  defensive_distance_miles: 1,
}

/** What is done to a player or a team, by what does it. */
const DONE_TO_IT = { blocked_attempts: 'blocks', personal_fouls_drawn: 'personal_fouls' }

/**
 * The answer to a season's statistics as the real lines make it: totals are their sums, and what no line tells is made up
 * so that it agrees with itself.
 */
export function madeAnswer(dataset: Dataset, spec: TableSpec, all: readonly Lines[]): Body {
  const rows = all.map((each) => madeRow(dataset, spec, each))
  const headers = Object.values(spec.from)
  const columns = Object.keys(spec.from)
  return {
    resultSets: [
      { name: spec.within, headers, rowSet: rows.map((row) => columns.map((column) => row.get(column))) },
    ],
  }
}

function madeRow(dataset: Dataset, spec: TableSpec, { of, lines, opponents }: Lines): Map<string, unknown> {
  const row = new Map<string, unknown>(Object.entries({ ...MADE_UP, ...of }))
  const sum = (column: string, among = lines): number =>
    Math.round(among.reduce((total, line) => total + Number(line[column] ?? 0), 0) * 1000) / 1000
  /** What another measure has, which no line tells: as it is made up there. */
  const countOfMeasure = (column: string): number => {
    if (column in (lines[0] ?? {})) return sum(column)
    const [, theirs = ''] = /^opponent_(.*)/.exec(column) ?? []
    return theirs in (lines[0] ?? {}) ? sum(theirs, opponents) : sum('field_goals_made')
  }
  for (const check of ofKind(dataset, 'totals-of-the-lines')) {
    const among = check.opponents === true ? opponents : lines
    for (const [column, counted] of Object.entries(check.counts ?? {}))
      row.set(column, countOf(counted, lines))
    for (const column of check.sums ?? []) row.set(column, sum(column, among))
    for (const [column, parts] of Object.entries(check.parts ?? {})) {
      // Zones: threes are in one of their own.
      const threes = parts.some((part) => part.startsWith('above_break'))
        ? sum(column.replace('field_goals', 'three_pointers'))
        : 0
      for (const part of parts) row.set(part, 0)
      for (const part of parts.filter((name) => name.startsWith('above_break'))) row.set(part, threes)
      row.set(parts[0] ?? '', sum(column, among) - threes)
    }
    const five = check.log === undefined ? 1 : 5
    if (check.minutes !== undefined) row.set(check.minutes, sum('minutes') / five)
    if (check.minutesPerGame !== undefined)
      row.set(check.minutesPerGame, Math.round((sum('minutes') / lines.length / five) * 10) / 10)
  }
  for (const { columns } of ofKind(dataset, 'mirrored-lines'))
    for (const [column, theirs] of Object.entries(columns))
      if (typeof lines[0]?.[column] === 'number') row.set(theirs, sum(column, opponents))
  for (const { ratios } of [
    ...ofKind(dataset, 'ratios-of-the-lines'),
    ...ofKind(dataset, 'lines-of-the-season'),
  ])
    for (const [column, { part, of: whole, digits }] of Object.entries(ratios)) {
      const weighted = (by: Readonly<Record<string, number>>): number =>
        Object.entries(by).reduce((total, [name, weight]) => total + countOfMeasure(name) * weight, 0)
      row.set(column, weighted(whole) === 0 ? 0 : Number((weighted(part) / weighted(whole)).toFixed(digits)))
    }
  if (!row.has('games')) row.set('games', lines.length)
  // What one of two teams does is done to the other: the players' add up to the teams'.
  for (const [column, by] of Object.entries(DONE_TO_IT))
    if (!row.has(column))
      row.set(
        column,
        Math.min(sum(by), column === 'blocked_attempts' ? sum('field_goals_attempted') : Infinity),
      )
  const rules = ofKind(dataset, 'rules-of-a-line').flatMap((check) => check.rules)
  for (const column of spec.columns)
    if (
      !row.has(column) &&
      !column.endsWith('_pct') &&
      lines.some((line) => typeof line[column] === 'number')
    )
      row.set(column, sum(column))
  // Wholes are made of parts, and shares of both.
  for (const rule of rules) keepTotal(row, rule, spec)
  for (const column of spec.columns)
    // Players add up to teams in this as in anything, and it is at most the attempts.
    if (!row.has(column) && !(spec.types[column]?.types.includes('text') ?? false))
      row.set(column, column.endsWith('_pct') ? 0.5 : sum('field_goals_made'))
  for (const rule of rules) keepTotal(row, rule, spec)
  for (const rule of rules) keepShare(row, rule)
  for (const rule of rules)
    if (rule.rule === 'rate')
      row.set(rule.column, (Number(row.get(rule.of)) * rule.by) / Number(row.get(rule.minutes)))
  for (const rule of rules) keepTotal(row, rule, spec)
  return row
}

function countOf(counted: 'all' | 'won' | 'lost' | { readonly tens: number }, lines: readonly Row[]): number {
  if (counted === 'all') return lines.length
  if (counted === 'won' || counted === 'lost')
    return lines.filter(({ result }) => result === (counted === 'won' ? 'W' : 'L')).length
  return lines.filter(
    (line) =>
      ['points', 'rebounds', 'assists', 'steals', 'blocks'].filter((column) => Number(line[column]) >= 10)
        .length >= counted.tens,
  ).length
}

/** Makes the whole of its parts, or the first part of the whole where that is known. */
function keepTotal(row: Map<string, unknown>, rule: LineRule, { columns }: TableSpec): void {
  if (rule.rule !== 'total') return
  const parts = Object.entries(rule.of)
  const unknown = parts.filter(([column]) => !row.has(column) && columns.includes(column))
  if (row.has(rule.column) && unknown.length > 0) {
    const [one, ...others] = unknown
    for (const [column] of others) row.set(column, 0)
    const known = parts.reduce((total, [column, by]) => total + Number(row.get(column) ?? 0) * by, 0)
    if (one !== undefined) row.set(one[0], (Number(row.get(rule.column)) - known) / one[1])
  } else if (unknown.length === 0)
    row.set(
      rule.column,
      parts.reduce((total, [column, weight]) => total + Number(row.get(column) ?? 0) * weight, 0),
    )
}

function keepShare(row: Map<string, unknown>, rule: LineRule): void {
  if (rule.rule !== 'share') return
  const whole = rule.of.reduce((total, column) => total + Number(row.get(column)), 0)
  const part = Object.entries({ [rule.part]: 1, ...rule.plus }).reduce(
    (total, [column, weight]) => total + Number(row.get(column)) * weight,
    0,
  )
  row.set(rule.column, whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000)
}

/** A shot for each attempt of the players' lines. */
export function madeShots({ from, within }: TableSpec, lines: readonly Row[]): Body {
  const columns = Object.keys(from)
  const rows = lines.flatMap((line) =>
    Array.from({ length: Number(line.field_goals_attempted ?? 0) }, (_, i): Row => ({
      ...line,
      game_date: String(line.game_date).replaceAll('-', ''),
      game_event_id: (Number(line.player_id) % 10_000_000) * 100 + i,
      period: 1,
      minutes_left: 11,
      seconds_left: 42,
      distance: 12,
      x: 0,
      y: 120,
      is_made: i < Number(line.field_goals_made ?? 0) ? 1 : 0,
    })),
  )
  const rowSet = rows.map((row) => columns.map((column) => row[column] ?? 'X'))
  return { resultSets: [{ name: within, headers: Object.values(from), rowSet }] }
}
