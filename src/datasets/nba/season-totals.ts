import { cell } from '../kit/cells.js'
import type { FieldGroup, TableName } from '../kit/fields.js'
import { query, withSeason } from '../kit/stats-request.js'
import type { Check, Noted, TotalsOfTheLines } from '../kit/verify.js'

/** Filters of the endpoints of a season's statistics, all of them open. Several refuse a request that lacks one. */
const OPEN = query(
  'Month=0&OpponentTeamID=0&Period=0&LastNGames=0&TwoWay=0&ActiveRoster=0&PORound=&Outcome=&' +
    'Location=&SeasonSegment=&DateFrom=&DateTo=&VsConference=&VsDivision=&TeamID=&' +
    'Conference=&Division=&GameSegment=&ShotClockRange=&GameScope=&PlayerExperience=&' +
    'PlayerPosition=&StarterBench=&DraftYear=&DraftPick=&College=&Country=&Height=&Weight=&' +
    'GameSubtype=&ISTRound=',
)

/** Parameters of a season's totals; `more` as an address has them. */
export const totals = (more = '') => withSeason({ PerMode: 'Totals', ...query(more), ...OPEN })

/** The same of one measure type. */
export const measure = (type: string, more = '') =>
  totals(`MeasureType=${type}&PlusMinus=N&PaceAdjust=N&Rank=N${more}`)

/** Season types in which cameras and observers follow the games. */
export const TRACKED_TYPES = ['Regular Season', 'Playoffs'] as const

/** What a table of players in a season has in common, */
export const OF_PLAYERS = {
  key: ['season', 'season_type', 'player_id'],
  follows: ['player_game_logs'],
} as const
/** and one of teams, none of which vanishes that has played. */
export const OF_TEAMS = {
  key: ['season', 'season_type', 'team_id'],
  guard: 'team_id',
  follows: ['team_game_logs'],
} as const

/** A measure type of players, */
export const measureOfPlayers = (type: string) =>
  ({
    ...OF_PLAYERS,
    group: 'season-stats',
    endpoint: 'leaguedashplayerstats',
    called: `leaguedashplayerstats ${type}`,
    resultSet: 'LeagueDashPlayerStats',
    params: measure(type),
    since: 1996,
  }) as const
/** and of teams. */
export const measureOfTeams = (type: string) =>
  ({
    ...OF_TEAMS,
    group: 'season-stats',
    endpoint: 'leaguedashteamstats',
    called: `leaguedashteamstats ${type}`,
    resultSet: 'LeagueDashTeamStats',
    params: measure(type),
    since: 1996,
  }) as const

type Fields = readonly FieldGroup<string>[]

/** A player, whose team is the present one, */
export const PLAYER = [
  [cell.id, { player_id: 'PLAYER_ID' }],
  [cell.textOrNull, { player_name: 'PLAYER_NAME' }],
] as const satisfies Fields
export const TEAM_OF_PLAYER = [
  [cell.idOrNone, { team_id: 'TEAM_ID' }],
  [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
] as const satisfies Fields
export const AGE = [[cell.number, { age: 'AGE' }]] as const satisfies Fields
/** and a team. */
export const TEAM = [
  [cell.id, { team_id: 'TEAM_ID' }],
  [cell.textOrNull, { team_name: 'TEAM_NAME' }],
] as const satisfies Fields
/** Games, and the minutes in them. */
export const WINS_AND_LOSSES = [
  [cell.count, { games_played: 'GP', wins: 'W', losses: 'L' }],
] as const satisfies Fields
export const WIN_PCT = [[cell.share, { win_pct: 'W_PCT' }]] as const satisfies Fields
export const MINUTES = [[cell.number, { minutes: 'MIN' }]] as const satisfies Fields
/** What each line of a measure begins with. */
export const PLAYER_SEASON = [
  ...PLAYER,
  ...TEAM_OF_PLAYER,
  ...AGE,
  ...WINS_AND_LOSSES,
  ...WIN_PCT,
  ...MINUTES,
] as const
export const TEAM_SEASON = [...TEAM, ...WINS_AND_LOSSES, ...WIN_PCT, ...MINUTES] as const

/** Places among all players or teams. */
export const RANKS = { 'follow from the values': ['*_RANK'] } as const
/** The same, and what a measure of players repeats. */
export const repeated = (...headers: readonly string[]) => ({
  ...RANKS,
  'in player_season_stats': ['NICKNAME', 'TEAM_COUNT', ...headers],
})

/** Games, wins and losses as totals of the lines. */
export const GAMES = { games_played: 'all', wins: 'won', losses: 'lost' } as const

/** What of a line is compared with the lines of a log. */
type Compared = Omit<TotalsOfTheLines, 'kind' | 'table' | 'who' | 'log'> & Noted

/** The check of a table's totals against the players' lines, */
export const totalsOfPlayers = (table: TableName, compared: Compared): Check => ({
  kind: 'totals-of-the-lines',
  table,
  who: 'player_name',
  ...compared,
})
/** and the teams'. */
export const totalsOfTeams = (table: TableName, compared: Compared): Check => ({
  kind: 'totals-of-the-lines',
  table,
  log: 'team_game_logs',
  who: 'team_name',
  ...compared,
})

/** The same of a measure that has a row for each player with a line, which no real answer has shown yet. */
export const linesOfPlayers = (table: TableName, compared: Compared): readonly Check[] => [
  { ...rowOfEach('player', table), noted: true },
  totalsOfPlayers(table, compared),
]
/** The same of teams, each of which has a row: in all ten recorded answers about a season of all teams. */
export const linesOfTeams = (table: TableName, compared: Compared): readonly Check[] => [
  rowOfEach('team', table),
  totalsOfTeams(table, compared),
  teamsByName(table, 'team_name'),
]

/** Teams have the names that their lines of the season have: in all ten recorded answers of 2025-26. */
export const teamsByName = (table: TableName, name: string | readonly string[]): Check => ({
  kind: 'repeated-values',
  table,
  with: 'team_seasons',
  on: { season: 'season', team_id: 'team_id' },
  values: { full_name: name },
  of: 'season',
  subject: 'team_id',
  noted: true,
})

/** Corrections that one of two tables of a season has first. */
const CORRECTED = 5

/** All players of a table add up to the teams' lines, as in 2025-26, */
export const sumsOfTheTeamLogs = (table: TableName, columns: readonly string[]): Check => ({
  kind: 'sums-of-the-season',
  table,
  with: 'team_game_logs',
  columns,
  within: CORRECTED,
})
/** and to the teams of the same measure. */
export const sumsOfItsTeams = (table: TableName, teams: TableName, columns: readonly string[]): Check => ({
  kind: 'sums-of-the-season',
  table,
  with: teams,
  columns,
  within: CORRECTED,
})

/** Who has a line in the log has a row in the season's table. */
const rowOfEach = (of: 'player' | 'team', table: TableName) =>
  ({
    kind: 'every-logged',
    log: `${of}_game_logs`,
    subject: `${of}_id`,
    table,
    on: [`${of}_id`, 'season', 'season_type'],
    unlessEmpty: true,
  }) as const

/** The last five minutes, overtimes included, while the teams are within five points. */
export const CLUTCH = '&ClutchTime=Last 5 Minutes&AheadBehind=Ahead or Behind&PointDiff=5'
/** What was done in the clutch is at most what was done in the season; no table is a correction ahead in so few minutes. */
export const IN_THE_CLUTCH = {
  counts: GAMES,
  sums: ['points', 'rebounds', 'assists', 'field_goals_attempted'],
  minutes: 'minutes',
  mayLack: true,
} as const

/** Estimated ratings, pace and shares. */
export const ESTIMATED = [
  [cell.number, { estimated_offensive_rating: 'E_OFF_RATING', estimated_defensive_rating: 'E_DEF_RATING' }],
  [cell.number, { estimated_net_rating: 'E_NET_RATING', estimated_pace: 'E_PACE' }],
  [cell.number, { estimated_assist_ratio: 'E_AST_RATIO' }],
  [cell.number, { estimated_offensive_rebound_pct: 'E_OREB_PCT' }],
  [cell.number, { estimated_defensive_rebound_pct: 'E_DREB_PCT', estimated_rebound_pct: 'E_REB_PCT' }],
] as const satisfies Fields

/** What observers count. Shares are of the line's own loose balls and box outs. */
export const HUSTLE = [
  [cell.count, { contested_shots: 'CONTESTED_SHOTS', contested_two_pointers: 'CONTESTED_SHOTS_2PT' }],
  [cell.count, { contested_three_pointers: 'CONTESTED_SHOTS_3PT', deflections: 'DEFLECTIONS' }],
  [cell.count, { charges_drawn: 'CHARGES_DRAWN', screen_assists: 'SCREEN_ASSISTS' }],
  [cell.count, { screen_assist_points: 'SCREEN_AST_PTS' }],
  [cell.count, { offensive_loose_balls_recovered: 'OFF_LOOSE_BALLS_RECOVERED' }],
  [cell.count, { defensive_loose_balls_recovered: 'DEF_LOOSE_BALLS_RECOVERED' }],
  [cell.count, { loose_balls_recovered: 'LOOSE_BALLS_RECOVERED' }],
  [cell.number, { offensive_loose_ball_pct: 'PCT_LOOSE_BALLS_RECOVERED_OFF' }],
  [cell.number, { defensive_loose_ball_pct: 'PCT_LOOSE_BALLS_RECOVERED_DEF' }],
  [cell.count, { offensive_box_outs: 'OFF_BOXOUTS', defensive_box_outs: 'DEF_BOXOUTS' }],
  [cell.count, { box_outs: 'BOX_OUTS' }],
  [cell.number, { offensive_box_out_pct: 'PCT_BOX_OUTS_OFF', defensive_box_out_pct: 'PCT_BOX_OUTS_DEF' }],
] as const satisfies Fields
