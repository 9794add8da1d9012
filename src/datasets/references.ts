/** What a column names: a row of another table. */
export interface Reference {
  readonly table: 'games' | 'teams' | 'players'
  /** The other table's key. */
  readonly column: string
  /** Why a row may name one that the other table lacks; verify checks those without. */
  readonly mayLack?: string
}

/** Columns that name a game, a team or a player, by their names: 'home_team_id', 'player_2_id', 'away_players'. */
const CONVENTIONS: readonly (readonly [RegExp, Omit<Reference, 'mayLack'>])[] = [
  [/(^|_)game_id$/, { table: 'games', column: 'game_id' }],
  [/(^|_)team_id$/, { table: 'teams', column: 'team_id' }],
  [/(^|_)player(_\d)?_id$|^(home|away)_players$/, { table: 'players', column: 'player_id' }],
]

/** Other ids, which name no row of a table. */
export const OTHER_IDS: Readonly<Record<string, string>> = {
  action_id: 'number of an action within its game',
  arena_id: 'there is no table of arenas',
  broadcaster_id: 'the only table of broadcasters is its own',
  coach_id: 'the only table of coaches is its own',
  game_event_id: 'action_number of play_by_play, which is not unique',
  league_id: "'00' is the NBA; there is no table of leagues",
  lineup_id: "the players' ids as one text; they have columns of their own",
  official_id: 'the only table of officials is its own',
  region_id: 'region of a broadcaster, of which there is no table',
  series_id: 'the only table of series is its own',
}

const COMPARED = 'logs and games are compared both ways (games-and-lines)'
const NEVER_PLAYED = '`players` has who has a line in a game log of a synced season'
const OLD_TEAMS = '`teams` has the teams of synced seasons'

/** Columns, or all of a table, that may name what the other table lacks, with the reason. */
const MAY_LACK: Readonly<Record<string, string>> = {
  'team_game_logs.game_id': COMPARED,
  'player_game_logs.game_id': COMPARED,
  'play_by_play.player_id':
    'coaches get technical fouls, too; who acts on the floor is held against the box score',
  'live_play_by_play.player_id': 'coaches get technical fouls, too',
  'game_summaries.last_meeting_game_id': 'a game of another season or type',
  'game_inactive_players.player_id': NEVER_PLAYED,
  'rosters.player_id': NEVER_PLAYED,
  'player_biographies.player_id': NEVER_PLAYED,
  'draft_picks.player_id': NEVER_PLAYED,
  'draft_combine_drills.player_id': NEVER_PLAYED,
  'draft_combine_measurements.player_id': NEVER_PLAYED,
  'draft_combine_moving_shooting.player_id': NEVER_PLAYED,
  'draft_combine_spot_shooting.player_id': NEVER_PLAYED,
  'player_awards.player_id': NEVER_PLAYED,
  'team_hall_of_fame.player_id': NEVER_PLAYED,
  'team_retired_numbers.player_id': NEVER_PLAYED,
  'player_career_stats.team_id': OLD_TEAMS,
  'player_biographies.team_id': OLD_TEAMS,
  'draft_picks.team_id': OLD_TEAMS,
  'game_summaries.last_meeting_home_team_id': OLD_TEAMS,
  'game_summaries.last_meeting_away_team_id': OLD_TEAMS,
  franchise_history: OLD_TEAMS,
  team_details: OLD_TEAMS,
  team_hall_of_fame: OLD_TEAMS,
  team_retired_numbers: OLD_TEAMS,
  team_season_history: OLD_TEAMS,
  team_titles: OLD_TEAMS,
  team_years: OLD_TEAMS,
}

/**
 * The row of another table that a column names; undefined for a column that names none, and for the key of that table
 * itself. An own dataset's columns count as well. Team and player 0 stand for none.
 */
export function referenceOf(table: string, column: string): Reference | undefined {
  const reference = CONVENTIONS.find(([name]) => name.test(column))?.[1]
  if (reference === undefined || (reference.table === table && reference.column === column)) return undefined
  const mayLack = MAY_LACK[`${table}.${column}`] ?? MAY_LACK[table]
  return { ...reference, ...(mayLack !== undefined && { mayLack }) }
}

/** All tables and columns that have a reason to name what the other table lacks: 'rosters.player_id', 'team_years'. */
export const exceptions = (): readonly string[] => Object.keys(MAY_LACK)

/**
 * Tables of whose references every one was found in whole recorded seasons. What the others name and is not found is a note
 * until that has been seen of them, too.
 */
export const SEEN_TO_HOLD: ReadonlySet<string> = new Set([
  'games',
  'team_game_logs',
  'player_game_logs',
  'box_score_players',
  'box_score_teams',
  'play_by_play',
  'stint_games',
  'stints',
  'possessions',
])
