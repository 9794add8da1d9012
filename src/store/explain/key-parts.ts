import type { TableSpec } from '../../datasets/dataset.js'
import { gameIdRange, SEASON_TYPES, seasonTypeOf, startYear, type SeasonType } from '../../season/season.js'
import { identifier, literal } from '../database/database.js'
import type { StoredNames } from './names.js'

/** A part of a row's key as a person writes it, as an SQL condition on a row `t` of the table. */
export interface Condition {
  readonly sql: string
  /** What it was taken for: 'player James Harden (201935)'. */
  readonly meant: string
}

/** The condition of a part of a key; undefined where it means nothing in this table. */
export async function conditionOf(
  part: string,
  table: TableSpec,
  names: StoredNames,
): Promise<Condition | undefined> {
  return (
    given(part, table) ??
    game(part, table) ??
    date(part, table) ??
    season(part, table) ??
    seasonType(part, table) ??
    number(part, table) ??
    (await named(part, table, names)) ??
    text(part, table)
  )
}

const has = ({ columns }: TableSpec, column: string): boolean => columns.includes(column)
const t = (column: string): string => `t.${identifier(column)}`
const typeOf = ({ types }: TableSpec, column: string): string => types[column]?.types[0] ?? 'text'
const anyOf = (conditions: readonly string[]): string => `(${conditions.join(' or ')})`

/** 'column=value' */
function given(part: string, table: TableSpec): Condition | undefined {
  const [, column = '', value = ''] = /^([a-z_]+)=(.*)$/s.exec(part) ?? []
  return has(table, column)
    ? { sql: `${t(column)}::text = ${literal(value)}`, meant: `${column} ${value}` }
    : undefined
}

function game(part: string, table: TableSpec): Condition | undefined {
  return /^00[1-6]\d{7}$/.test(part) && has(table, 'game_id')
    ? { sql: `${t('game_id')} = ${literal(part)}`, meant: `game ${part}` }
    : undefined
}

function date(part: string, table: TableSpec): Condition | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(part) || Number.isNaN(Date.parse(part))) return undefined
  const meant = `date ${part}`
  if (has(table, 'game_date')) return { sql: `${t('game_date')} = ${literal(part)}::date`, meant }
  if (!has(table, 'game_id')) return undefined
  const of = (from: string): string => `select game_id from ${from} where game_date = ${literal(part)}::date`
  return { sql: `${t('game_id')} in (${of('nba.games')} union ${of('nba.team_game_logs')})`, meant }
}

/** '2018-19' and '2018-2019' */
function season(part: string, table: TableSpec): Condition | undefined {
  const [, century = '', first = '', last = ''] = /^(\d{2})(\d{2})-(?:\d{2})?(\d{2})$/.exec(part) ?? []
  const asked = `${century}${first}-${last}`
  try {
    startYear(asked)
  } catch {
    return undefined // the part is no season
  }
  const meant = `season ${asked}`
  if (has(table, 'season')) return { sql: `${t('season')} = ${literal(asked)}`, meant }
  if (!has(table, 'game_id')) return undefined
  return {
    sql: anyOf(SEASON_TYPES.map((type) => inRange({ season: asked, seasonType: type }))),
    meant,
  }
}

const inRange = (scope: Parameters<typeof gameIdRange>[0]): string => {
  const { first, last } = gameIdRange(scope)
  return `${t('game_id')} between ${literal(first)} and ${literal(last)}`
}

function seasonType(part: string, table: TableSpec): Condition | undefined {
  let type: SeasonType
  try {
    type = seasonTypeOf(part)
  } catch {
    return undefined // the part is no season type
  }
  if (has(table, 'season_type')) return { sql: `${t('season_type')} = ${literal(type)}`, meant: type }
  if (!has(table, 'game_id')) return undefined
  const digit = gameIdRange({ season: '2018-19', seasonType: type }).first.slice(0, 3)
  return { sql: `starts_with(${t('game_id')}, ${literal(digit)})`, meant: type }
}

/** The id of a player or a team, or a number in the key, such as that of an action. */
function number(part: string, table: TableSpec): Condition | undefined {
  if (!/^-?\d{1,15}$/.test(part)) return undefined
  const columns = [...new Set([...table.key, ...playerColumns(table), ...teamColumns(table)])].filter(
    (column) => /^(int|float)/.test(typeOf(table, column)),
  )
  return columns.length === 0
    ? undefined
    : { sql: anyOf(columns.map((column) => `${t(column)} = ${part}`)), meant: part }
}

const playerColumns = ({ columns }: TableSpec): readonly string[] =>
  columns.filter((column) => /(^|_)player_id$/.test(column))
const teamColumns = ({ columns }: TableSpec): readonly string[] => {
  if (columns.includes('team_id')) return ['team_id']
  return columns.filter((column) => column.endsWith('_team_id'))
}

/** A player or a team by name or abbreviation. */
async function named(part: string, table: TableSpec, names: StoredNames): Promise<Condition | undefined> {
  const found = await names.find(part)
  const conditions = found.flatMap(({ kind, id }) =>
    kind === 'player' ? ofPlayer(table, id) : ofTeam(table, id),
  )
  if (conditions.length === 0) return undefined
  const who = [...new Map(found.map((each) => [each.id, each])).values()]
  return {
    sql: anyOf([...new Set(conditions)]),
    meant: who.map(({ kind, name, id }) => `${kind} ${name} (${id})`).join(' or '),
  }
}

const ofPlayer = (table: TableSpec, id: number): readonly string[] => [
  ...playerColumns(table).map((column) => `${t(column)} = ${id}`),
  ...table.columns
    .filter((column) => column.endsWith('players') && typeOf(table, column) === '_int8')
    .map((column) => `${id} = any(${t(column)})`),
]

function ofTeam(table: TableSpec, id: number): readonly string[] {
  const columns = teamColumns(table)
  if (columns.length > 0) return columns.map((column) => `${t(column)} = ${id}`)
  if (!has(table, 'game_id')) return []
  return [
    `${t('game_id')} in (select game_id from nba.games where ${id} in (home_team_id, away_team_id)
                         union select game_id from nba.team_game_logs where team_id = ${id})`,
  ]
}

/** Columns of keys whose values have a form of their own, by which they are known. */
const KNOWN_BY_FORM: readonly string[] = ['game_id', 'season', 'season_type']

/** A text in the key, such as a kind of play. */
function text(part: string, table: TableSpec): Condition | undefined {
  const columns = table.key.filter(
    (column) => typeOf(table, column) === 'text' && !KNOWN_BY_FORM.includes(column),
  )
  return columns.length === 0
    ? undefined
    : { sql: anyOf(columns.map((column) => `lower(${t(column)}) = lower(${literal(part)})`)), meant: part }
}
