import type { ColumnType } from './cells.js'
import type { Witness } from './holds.js'

const SOURCES_OF_GAMES = ['games', 'team_game_logs', 'player_game_logs'] as const

/** The sources that know the season's games, but for its own where it is one. */
const otherSourcesOfGames = (own: string): readonly Witness[] =>
  SOURCES_OF_GAMES.filter((table) => table !== own).map((table) => ({
    table,
    columns: { game_id: ['game_id'] },
  }))

/** The game's two teams by the list of games, */
const BOTH_TEAMS: Witness = {
  table: 'games',
  columns: { game_id: ['game_id'], team_id: ['home_team_id', 'away_team_id'] },
}
/** and by the lines of a log. */
const teamsOfLog = (table: 'team_game_logs' | 'player_game_logs'): Witness => ({
  table,
  columns: { game_id: ['game_id'], team_id: ['team_id'] },
})

/** Who knows the teams of a game, besides the team game logs, */
export const TEAMS_BESIDES_TEAM_LOG = [BOTH_TEAMS, teamsOfLog('player_game_logs')] as const
/** and besides what is asked for each game. */
const TEAMS_OF_THE_GAME = [BOTH_TEAMS, teamsOfLog('team_game_logs')] as const

/** Who knows the teams of a season: the list of games, and the team game logs. */
const TEAMS_OF_THE_SEASON: readonly Witness[] = [
  {
    table: 'games',
    columns: { season: ['season'], team_id: ['home_team_id', 'away_team_id'] },
  },
  { table: 'team_game_logs', columns: { season: ['season'], team_id: ['team_id'] } },
]

/** Who knows the seasons of a team or a player: its lines. */
const seasonsOf = (subject: 'team' | 'player'): Witness => ({
  table: `${subject}_game_logs`,
  columns: {
    season: ['season'],
    season_type: ['season_type'],
    [`${subject}_id`]: [`${subject}_id`],
  },
})

/** Who knows a team that has a first and a last year, in these columns: the lines of the years between, and the other list. */
export const teamsOfYears = (
  from: string,
  to: string,
  other: 'franchise_history' | 'team_years',
): readonly Witness[] => [
  { table: 'team_game_logs', columns: { team_id: ['team_id'] }, years: { from, to } },
  { table: other, columns: { team_id: ['team_id'] } },
]

/** A table of which a guard lets no value of a column vanish. */
interface Guarded {
  readonly table: string
  readonly guard: string | undefined
  readonly types: Readonly<Record<string, ColumnType>>
}

/**
 * Who else knows the values of a guarded column, so that one which a wrong answer brought is let go again: the games, for
 * ids of the NBA. None for a column of another meaning, whose values all stay.
 */
export function witnessesOf({ table, guard, types }: Guarded): readonly Witness[] | undefined {
  const has = (column: string, type: ColumnType['types'][number] = 'text'): boolean =>
    types[column]?.types.includes(type) ?? false
  if (guard === 'game_id' && has('game_id')) return otherSourcesOfGames(table)
  if (guard === 'team_id' && has('team_id', 'int8')) {
    if (has('game_id')) return TEAMS_OF_THE_GAME
    if (has('season')) return TEAMS_OF_THE_SEASON
  }
  if (guard === 'season' && has('season') && has('season_type')) {
    if (has('player_id', 'int8')) return [seasonsOf('player')]
    if (has('team_id', 'int8')) return [seasonsOf('team')]
  }
  return undefined
}
