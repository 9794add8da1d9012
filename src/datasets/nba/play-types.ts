import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'
import type { Check, LineRule } from '../kit/verify.js'
import { rulesOfPlayers, rulesOfTeams } from './season-rules.js'
import { totalsOfPlayers, totalsOfTeams, TRACKED_TYPES } from './season-totals.js'

/** A request for each play type and side. */
export const PLAY_TYPES = [
  {
    parameter: 'PlayType',
    column: 'play_type',
    values: [
      'Transition',
      'Isolation',
      'PRBallHandler',
      'PRRollman',
      'Postup',
      'Spotup',
      'Handoff',
      'Cut',
      'OffScreen',
      'OffRebound',
      'Misc',
    ],
  },
  { parameter: 'TypeGrouping', column: 'side', values: ['offensive', 'defensive'] },
] as const

/** Play types of players ('P') or teams ('T'): stats.nba.com synergyplaytypes, since 2015-16. */
export const playTypesOf = (of: 'P' | 'T') =>
  ({
    group: 'tracking',
    endpoint: 'synergyplaytypes',
    called: `synergyplaytypes ${of}`,
    resultSet: 'SynergyPlayType',
    params: ({ season, seasonType }: { readonly season: string; readonly seasonType: string }) => ({
      LeagueID: '00',
      SeasonYear: season,
      SeasonType: seasonType,
      PerMode: 'Totals',
      PlayerOrTeam: of,
    }),
    since: 2015,
    seasonTypes: TRACKED_TYPES,
    emptyIsAnAnswer: true, // not every play type is told of every side
    each: PLAY_TYPES,
    leftOut: { 'what was asked for': ['SEASON_ID', 'PLAY_TYPE', 'TYPE_GROUPING'] },
  }) as const

/**
 * What a play type came to is at most what the lines did, and agrees with itself. No answer with rows is recorded, so that
 * this is noted.
 */
export const playTypeChecks = (table: 'player_play_types' | 'team_play_types'): readonly Check[] => {
  const [totalsOf, rulesOf] =
    table === 'team_play_types' ? [totalsOfTeams, rulesOfTeams] : [totalsOfPlayers, rulesOfPlayers]
  const sums = ['points', 'field_goals_made', 'field_goals_attempted']
  return [
    totalsOf(table, { counts: { games_played: 'all' }, sums, mayLack: true, noted: true }),
    { ...rulesOf(table, PLAY_TYPE_RULES), noted: true },
  ]
}

const PLAY_TYPE_RULES: readonly LineRule[] = [
  { rule: 'used', columns: ['games_played', 'possessions', 'points', 'field_goals_attempted'], from: 20 },
  {
    rule: 'total',
    column: 'field_goals_attempted',
    of: { field_goals_made: 1, field_goals_missed: 1 },
  },
  { rule: 'share', column: 'field_goal_pct', part: 'field_goals_made', of: ['field_goals_attempted'] },
  { rule: 'share', column: 'points_per_possession', part: 'points', of: ['possessions'] },
]

/** What a line of a play type has. Shares are of its possessions, but for `possession_share`: of all possessions. */
export const PLAY_TYPE_LINE = [
  [cell.textOrNull, { team_name: 'TEAM_NAME', team_abbreviation: 'TEAM_ABBREVIATION' }],
  [cell.number, { percentile: 'PERCENTILE' }],
  [cell.count, { games_played: 'GP', possessions: 'POSS', points: 'PTS' }],
  [cell.number, { possession_share: 'POSS_PCT', points_per_possession: 'PPP' }],
  [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA', field_goals_missed: 'FGMX' }],
  [cell.number, { field_goal_pct: 'FG_PCT', effective_field_goal_pct: 'EFG_PCT' }],
  [cell.number, { free_throw_possession_pct: 'FT_POSS_PCT', turnover_possession_pct: 'TOV_POSS_PCT' }],
  [cell.number, { shooting_foul_possession_pct: 'SF_POSS_PCT', and_one_possession_pct: 'PLUSONE_POSS_PCT' }],
  [cell.number, { scoring_possession_pct: 'SCORE_POSS_PCT' }],
] as const satisfies readonly FieldGroup<string>[]
