import { WORDS_OF_A_GAME } from '../../src/datasets/nba/game-details.js'
import { OF_RECORDS } from '../../src/datasets/nba/standing-records.js'

/** Why no other answer and no rule can tell that a value is wrong. */
interface Unprovable {
  readonly table: string
  /** '*' for a row that came or went. */
  readonly columns: readonly string[]
  readonly why: string
}

/**
 * Changes of the stored rows that a lie may bring about although the run succeeds. Every one of them is in the ledger,
 * with the answer that brought it. Nothing that decides a game, a record or a statistic is among them.
 */
export const UNPROVABLE: readonly Unprovable[] = [
  {
    table: 'games',
    columns: [
      'status_text',
      'tipoff_at',
      'arena_name',
      'arena_city',
      'arena_state',
      'series_text',
      ...WORDS_OF_A_GAME,
    ],
    why: 'the schedule alone has them',
  },
  {
    table: 'players',
    columns: ['last_comma_first', 'player_slug', 'from_year', 'to_year'],
    why: 'commonallplayers alone has them',
  },
  {
    table: 'player_seasons',
    columns: [
      'team_abbreviation',
      'jersey_number',
      'position',
      'height',
      'weight_pounds',
      'college',
      'country',
      'draft_year',
      'draft_round',
      'draft_number',
      'on_roster',
      'from_year',
      'to_year',
      'points_per_game',
      'rebounds_per_game',
      'assists_per_game',
      'statistics_timeframe',
    ],
    why: 'playerindex alone has them',
  },
  {
    table: 'player_seasons',
    columns: ['first_name', 'last_name'],
    why: 'who is missing in the first index stands there by the log, which has no name of two parts',
  },
  {
    table: 'player_seasons',
    columns: ['*'],
    why: 'a player may be on the roster of a team for which he never played: playerindex alone knows',
  },
  {
    table: 'standings',
    columns: [
      'team_city',
      'team_name',
      'conference',
      'division',
      'conference_rank',
      'home_record',
      'road_record',
      ...OF_RECORDS,
    ],
    why: 'the standings alone have them; the two records are bound by their sum, but for games on neutral ground',
  },
  {
    table: 'box_score_players',
    columns: ['first_name', 'last_name', 'position', 'comment', 'jersey_number', 'minutes'],
    why: 'the box score alone has them: names are those of its day, minutes have seconds that the log rounds',
  },
  {
    table: 'box_score_players',
    columns: ['*'],
    why: 'who did not play is listed by the box score alone',
  },
  {
    table: 'box_score_teams',
    columns: ['team_city', 'team_name', 'team_abbreviation'],
    why: "the log's names tell, in a note, until box scores of more seasons have shown that they are the same",
  },
  {
    table: 'box_score_teams',
    columns: ['minutes'],
    why: 'the box score alone has them',
  },
  {
    table: 'play_by_play',
    columns: [
      'action_number',
      'period',
      'seconds_left',
      'team_id',
      'player_id',
      'action_type',
      'sub_type',
      'description',
      'is_field_goal',
      'shot_result',
      'shot_value',
      'shot_distance',
      'x_legacy',
      'y_legacy',
      'home_score',
      'away_score',
      'team_abbreviation',
      'player_name',
      'location',
      'points_total',
      'video_available',
      '*',
    ],
    why: 'a single action has no other source; the periods, the final score, the teams and the people do',
  },
  {
    table: 'team_game_logs',
    columns: ['turnovers', 'rebounds', 'minutes', 'plus_minus'],
    why: 'without box scores: the team has turnovers and rebounds of its own, and the log rounds the other two',
  },
  {
    table: 'player_game_logs',
    columns: ['fantasy_points'],
    why: 'the source computes them, and may correct what they are made of first',
  },
  {
    table: 'player_game_logs',
    columns: ['turnovers', 'plus_minus', 'minutes'],
    why: 'without box scores: fewer turnovers than the team, any plus/minus, and half a minute a line are possible',
  },
]

/** Why a change of a stored value cannot be told to be wrong; undefined where it can. */
export const unprovable = (table: string, column: string): string | undefined =>
  UNPROVABLE.find((kind) => kind.table === table && kind.columns.includes(column))?.why

/** Lies about the box scores of a game that are believed, by what the box score does: of which datasets, and why. */
export const UNPROVABLE_OF_BOXES: Readonly<
  Record<string, { readonly datasets: readonly string[]; readonly why: string }>
> = {
  'lacks the player who played longest': {
    datasets: ['box_score_defensive', 'box_score_matchups'],
    why: 'that everyone who played guards somebody was seen in one game only; where both are stored their sums tell, in a note',
  },
  'has the players of both sides swapped': {
    datasets: ['box_score_matchups'],
    why: 'the team alone is wrong, which the game logs have as well; who guarded whom is right',
  },
}

/** Lies about live files that are believed, and why. */
export const UNPROVABLE_OF_LIVE_FILES: Readonly<Record<string, string>> = {
  'live_play_by_play gives shots to the next player of the team':
    'the score and the teams stay right; the points of the live box score tell, in a note, since that was seen in one game only',
  'live_box_scores has a team of another city':
    "the log's name tells, in a note, since it is not recorded of such a game",
  'live_box_scores has points that another period brought':
    'the periods add up to the score; no other source of them is recorded for such a game',
}
