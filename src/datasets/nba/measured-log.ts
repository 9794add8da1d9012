import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { Dataset } from '../dataset.js'
import { cell } from '../kit/cells.js'
import type { About } from '../kit/define.js'
import type { FieldGroup, TableName } from '../kit/fields.js'
import { ofItsGame } from '../kit/of-its-game.js'
import { query, withSeason } from '../kit/stats-request.js'
import { seasonTable } from '../kit/stats-table.js'
import type { Check, MirroredLines, RatiosOfTheLines, SameValues } from '../kit/verify.js'

type Fields = readonly FieldGroup<string>[]

/** Filters of both endpoints, all of them open, as in the recorded requests. */
const OPEN = query(
  'PerMode=Totals&DateFrom=&DateTo=&GameSegment=&LastNGames=&Location=&Month=&Outcome=&PORound=&' +
    'Period=&PlayerID=&SeasonSegment=&ShotClockRange=&TeamID=&VsConference=&VsDivision=',
)

/** A line of each, and the log that it is held against. A team's minutes are those of the game: 48, 53 with an overtime. */
const LINES = {
  team: {
    endpoint: 'teamgamelogs',
    resultSet: 'TeamGameLogs',
    log: 'team_game_logs',
    key: 'team_id',
    who: 'team_abbreviation',
    line: [
      [cell.gameId, { game_id: 'GAME_ID' }],
      [cell.id, { team_id: 'TEAM_ID' }],
      [cell.text, { team_abbreviation: 'TEAM_ABBREVIATION' }],
      [cell.minutes, { game_minutes: 'MIN' }],
    ],
  },
  player: {
    endpoint: 'playergamelogs',
    resultSet: 'PlayerGameLogs',
    log: 'player_game_logs',
    key: 'player_id',
    who: 'player_name',
    line: [
      [cell.gameId, { game_id: 'GAME_ID' }],
      [cell.id, { player_id: 'PLAYER_ID', team_id: 'TEAM_ID' }],
      [cell.text, { player_name: 'PLAYER_NAME' }],
      [cell.minutes, { minutes: 'MIN' }],
    ],
  },
} as const satisfies Record<string, { readonly line: Fields } & Readonly<Record<string, unknown>>>

type Of = keyof typeof LINES

/**
 * A measure of each game of a season in one answer: stats.nba.com teamgamelogs and playergamelogs. Of these Base of teams
 * is recorded, 2023-24 and 2024-25; the headers of all others, and 1996-97 as the first season, are as public
 * documentation and published programs have them, so that what they are held against is noted only.
 */
export function measuredLog(
  name: DatasetName & TableName,
  measure: {
    readonly of: Of
    /** As the endpoint calls it. */
    readonly type: string
    readonly title: string
    readonly fields: Fields
    /** Further headers that no column holds. */
    readonly leftOut?: About['leftOut']
    readonly verify: readonly Check[]
  },
): Dataset {
  const { of, type, title, fields, leftOut, verify } = measure
  const { endpoint, resultSet, log, key, line } = LINES[of]
  return seasonTable<TableName>(name, {
    title,
    group: 'game-logs',
    endpoint,
    called: `${endpoint} ${type}`,
    resultSet,
    params: withSeason({ MeasureType: type, ...OPEN }),
    since: 1996,
    follows: [log],
    leftOut: {
      'in the game logs': [
        'TEAM_NAME',
        'GAME_DATE',
        'MATCHUP',
        'WL',
        ...(of === 'player' ? ['TEAM_ABBREVIATION'] : []),
      ],
      'the season that was asked for': ['SEASON_YEAR'],
      'follow from the values': ['*_RANK'],
      'not of the game': ['AVAILABLE_FLAG', 'NICKNAME'],
      ...leftOut,
    },
    table: name,
    key: ['game_id', key],
    guard: 'game_id',
    fields: [...line, ...fields],
    judge: ofItsGame(({ game_id: id }) => `GAME_ID ${id}`),
    verify: [...(of === 'team' && type !== 'Base' ? [everyLine(name)] : []), ...verify],
  })
}

/** Both teams of each game have a line; a player's are noted where the minutes are. */
const everyLine = (table: TableName): Check => ({
  kind: 'every-logged',
  log: 'team_game_logs',
  subject: 'game_id',
  table,
  on: ['game_id', 'team_id'],
  noted: true,
})

/** The lines are those of the log, with the same values in these columns. */
export const asInTheLog = (
  of: Of,
  table: TableName,
  columns: readonly string[],
  within: Readonly<Record<string, number>> = {},
): SameValues => ({
  kind: 'same-values',
  table,
  with: LINES[of].log,
  on: ['game_id', LINES[of].key],
  columns,
  within,
  who: LINES[of].who,
  ...(of === 'player' && { played: 'minutes' }),
})

/** The log has whole minutes. */
export const minutesOfPlayers = (table: TableName): Check => ({
  ...asInTheLog('player', table, ['team_id', 'minutes'], { minutes: 1 }),
  noted: true,
})

/** What one line says, the opponent's says of it. */
export const mirrored = (table: TableName, columns: MirroredLines['columns']): Check => ({
  kind: 'mirrored-lines',
  table,
  columns,
  noted: true,
})

/** Ratios of counts that the log has, or a further table. */
export const ratios = (
  of: Of,
  table: TableName,
  these: RatiosOfTheLines['ratios'],
  and?: RatiosOfTheLines['and'],
): Check => ({
  kind: 'ratios-of-the-lines',
  table,
  with: LINES[of].log,
  on: ['game_id', LINES[of].key],
  ...(and && { and }),
  ratios: these,
  who: LINES[of].who,
  noted: true,
})
