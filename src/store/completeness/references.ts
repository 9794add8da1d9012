import type { TableSpec } from '../../datasets/dataset.js'
import { referenceOf, SEEN_TO_HOLD, type Reference } from '../../datasets/references.js'
import { dataTable, identifier, literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'
import { OF_SEASON, ofSeasonGames, queryFindings, WHATEVER_TYPE, type CheckContext } from './check.js'

/** Exhibitions and All-Star games have teams and players of their own. */
const OF_THE_LEAGUE: readonly string[] = ['Regular Season', 'Playoffs', 'PlayIn', 'IST']

type Named = Reference & { readonly from: string; readonly isArray: boolean }

/**
 * Rows of a dataset's tables that name a game, team or player whom `games`, `teams` or `players` lack: what foreign keys
 * would refuse, if a feed could not come late. One statement a table, over the rows of the season. Nothing is said where
 * the other table was not synced for the season, or not since the game.
 */
export async function missingReferences(
  context: CheckContext,
  tables: readonly TableSpec[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const table of tables) {
    const found = await missingOf(context, table)
    findings.push(...(SEEN_TO_HOLD.has(table.name) ? found : noted(found, context)))
  }
  return findings
}

async function missingOf(context: CheckContext, table: TableSpec): Promise<readonly Finding[]> {
  const rows = rowsOf(table, context)
  const references = namedBy(table).filter(
    ({ table: to }) => to === 'games' || OF_THE_LEAGUE.includes(context.scope.seasonType),
  )
  if (rows === undefined || references.length === 0) return []
  const hasGames = table.columns.includes('game_id')
  const columns = [...new Set([...(hasGames ? ['game_id'] : []), ...references.map(({ from }) => from)])]
  const list = columns.map(identifier).join(', ')
  return queryFindings(
    context,
    `with named as materialized (select ${list}, count(*) as n from ${rows} group by ${list})
     select 'conflict' as kind, coalesce(game, value) as subject, ${literal(`${table.name}.`)} || col || ' ' || value || ' (' || n || case when n = 1 then ' row' else ' rows' end || '): ' || lacks || ' has no such ' || lacked as detail
     from (${references.map((reference) => missing(reference, hasGames)).join(' union all ')}) m`,
  )
}

/** The values of one column that the other table lacks, in SQL. */
function missing({ table, column, from, isArray }: Named, hasGames: boolean): string {
  const value = isArray ? 'v.value' : `r.${identifier(from)}`
  return `select ${literal(from)} as col, ${literal(table)} as lacks, ${literal(table.slice(0, -1))} as lacked,
      ${value}::text as value, ${hasGames ? 'min(r.game_id)' : 'null'} as game, sum(r.n) as n
    from named r${isArray ? ` cross join lateral unnest(r.${identifier(from)}) as v (value)` : ''}
    where ${value}::text <> '0' and ${known(table)} and not exists (select from ${dataTable(table)} o where o.${identifier(column)} = ${value})
      ${hasGames && table !== 'games' ? `and exists (select from ${LOGS[table]} l where l.game_id = r.game_id)` : ''}
    group by ${value}`
}

/** The log whose lines say who has a row in the other table. */
const LOGS = { teams: 'nba.team_game_logs', players: 'nba.player_game_logs' } as const

/** Whether the other table has been synced for the season: it has everybody who has a line in its log. */
const known = (table: Reference['table']): string =>
  table === 'games'
    ? `exists (select from nba.games where ${OF_SEASON})`
    : `exists (select from ${LOGS[table]} where ${OF_SEASON}) and not exists (
         select from ${LOGS[table]} k where ${OF_SEASON} and not exists (select from ${dataTable(table)} o where o.${table.slice(0, -1)}_id = k.${table.slice(0, -1)}_id))`

/** A table's columns that name what must be there; ids of another type, in an own dataset, are of another league. */
const namedBy = ({ name, columns, types }: TableSpec): readonly Named[] =>
  columns.flatMap((from) => {
    const reference = referenceOf(name, from)
    const held = types[from]?.types ?? []
    const isArray = held.includes('_int8')
    const fits = reference?.table === 'games' ? held.includes('text') : isArray || held.includes('int8')
    return reference === undefined || reference.mayLack !== undefined || !fits
      ? []
      : [{ ...reference, from, isArray }]
  })

/**
 * A table's rows of the season, in SQL; of a box score's lines those with minutes, since who did not play may be in no log.
 * Undefined for a table that is of no season.
 */
function rowsOf({ name, columns }: TableSpec, context: CheckContext): string | undefined {
  const ofSeason = seasonOf(columns, context)
  if (ofSeason === undefined) return undefined
  const isBox = ['game_id', 'player_id', 'minutes'].every((column) => columns.includes(column))
  const played = isBox && !columns.includes('season') ? ' and minutes is not null' : ''
  return `${dataTable(name)} where ${ofSeason}${played}`
}

function seasonOf(columns: readonly string[], context: CheckContext): string | undefined {
  if (columns.includes('season')) return columns.includes('season_type') ? OF_SEASON : WHATEVER_TYPE
  return columns.includes('game_id') ? ofSeasonGames(context, 'game_id') : undefined
}

/** One note of all that was found, with an example. */
function noted(findings: readonly Finding[], { dataset, scope }: CheckContext): readonly Finding[] {
  const [first] = findings
  if (first === undefined) return []
  const others = findings.length === 1 ? '' : `, and ${findings.length - 1} more`
  const detail = `${first.detail}${others}; only noted, since no real season has shown yet that each must be there`
  return [{ dataset, kind: 'note', subject: scope.season, detail }]
}
