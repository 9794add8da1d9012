import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/datasets/dataset.js'
import playerSeasonAdvanced from '../../../src/datasets/nba/player-season-advanced.js'
import playerSeasonDefense from '../../../src/datasets/nba/player-season-defense.js'
import playerSeasonMisc from '../../../src/datasets/nba/player-season-misc.js'
import playerSeasonScoring from '../../../src/datasets/nba/player-season-scoring.js'
import playerSeasonUsage from '../../../src/datasets/nba/player-season-usage.js'
import teamSeasonAdvanced from '../../../src/datasets/nba/team-season-advanced.js'
import teamSeasonDefense from '../../../src/datasets/nba/team-season-defense.js'
import teamSeasonFourFactors from '../../../src/datasets/nba/team-season-four-factors.js'
import teamSeasonMisc from '../../../src/datasets/nba/team-season-misc.js'
import teamSeasonOpponent from '../../../src/datasets/nba/team-season-opponent.js'
import teamSeasonScoring from '../../../src/datasets/nba/team-season-scoring.js'
import teamSeasonStats from '../../../src/datasets/nba/team-season-stats.js'
import { recorded } from '../recorded.js'
import { SCOPE, played } from '../transforming.js'
import { documentedBody, expectEveryRow, linesOfSet } from '../value-for-value.js'

const TEAMS = 'LeagueDashTeamStats'
const teams = recorded('smoke.LeagueDashTeamStats.json.gz')
const east = recorded('scenarios.leaguedashteamstats.Eastern_Conference_2023-24.json.gz')
const warriors = recorded('scenarios.leaguedashteamstats.Warriors_2023-24_advanced_stats.json.gz')

describe.skipIf(teams === undefined)('the recorded totals of teams', () => {
  it('of 2025-26 have a row for each of the source, value for value', async () => {
    const rows = await expectEveryRow(teamSeasonStats, teams, linesOfSet(teams, TEAMS))
    expect(rows).toHaveLength(30)
    expect(rows[0]).toMatchObject({
      season: '2025-26',
      season_type: 'Regular Season',
      team_id: 1610612737,
      team_name: 'Atlanta Hawks',
      games_played: 58,
      wins: 27,
      losses: 31,
      minutes: 2794,
      three_pointers_made: 838,
      free_throws_attempted: 1234,
      offensive_rebounds: 592,
      assists: 1760,
      turnovers: 830,
      blocked_attempts: 297,
      personal_fouls_drawn: 1075,
      points: 6783,
      plus_minus: -95,
    })
  })

  it('of 2023-24 have a row for each of the source, value for value', async () => {
    const rows = await expectEveryRow(teamSeasonStats, east, linesOfSet(east, TEAMS), { season: '2023-24' })
    expect(rows).toHaveLength(15)
  })

  it('of the advanced measure have the columns of the table', async () => {
    // It was recorded of one team's games, which the dataset does not ask for.
    const answer = { ...Object(warriors), parameters: {} }
    const [row] = await expectEveryRow(teamSeasonAdvanced, answer, linesOfSet(answer, TEAMS))
    expect(row).toMatchObject({
      offensive_rating: 116.9,
      estimated_defensive_rating: 112.4,
      assist_to_turnover: 2.05,
      team_turnover_pct: 0.142,
      true_shooting_pct: 0.586,
      pace_per_40: 83.26,
      possessions: 8261,
    })
  })
})

const OF_PLAYER = 'PLAYER_ID PLAYER_NAME NICKNAME TEAM_ID TEAM_ABBREVIATION AGE GP W L W_PCT MIN'
const OF_TEAM = 'TEAM_ID TEAM_NAME GP W L W_PCT MIN'
const MISC =
  'PTS_OFF_TOV PTS_2ND_CHANCE PTS_FB PTS_PAINT OPP_PTS_OFF_TOV OPP_PTS_2ND_CHANCE OPP_PTS_FB OPP_PTS_PAINT'
const SCORING =
  'PCT_FGA_2PT PCT_FGA_3PT PCT_PTS_2PT PCT_PTS_2PT_MR PCT_PTS_3PT PCT_PTS_FB PCT_PTS_FT PCT_PTS_OFF_TOV ' +
  'PCT_PTS_PAINT PCT_AST_2PM PCT_UAST_2PM PCT_AST_3PM PCT_UAST_3PM PCT_AST_FGM PCT_UAST_FGM'

/** Measures of which no answer is recorded, with the headers that published programs list, ranks aside. */
const DOCUMENTED: readonly (readonly [Dataset, headers: string, some: Readonly<Record<string, string>>])[] = [
  [
    playerSeasonAdvanced,
    `${OF_PLAYER} E_OFF_RATING OFF_RATING sp_work_OFF_RATING E_DEF_RATING DEF_RATING sp_work_DEF_RATING
     E_NET_RATING NET_RATING sp_work_NET_RATING AST_PCT AST_TO AST_RATIO OREB_PCT DREB_PCT REB_PCT TM_TOV_PCT
     E_TOV_PCT EFG_PCT TS_PCT USG_PCT E_USG_PCT E_PACE PACE PACE_PER40 sp_work_PACE PIE POSS FGM FGA FGM_PG
     FGA_PG FG_PCT GP_RANK sp_work_PACE_RANK TEAM_COUNT`,
    { defensive_rating: 'DEF_RATING', usage_pct: 'USG_PCT', estimated_pace: 'E_PACE', possessions: 'POSS' },
  ],
  [
    playerSeasonMisc,
    `${OF_PLAYER} ${MISC} BLK BLKA PF PFD NBA_FANTASY_PTS GP_RANK TEAM_COUNT`,
    { points_paint: 'PTS_PAINT', opponent_points_second_chance: 'OPP_PTS_2ND_CHANCE' },
  ],
  [
    playerSeasonScoring,
    `${OF_PLAYER} ${SCORING} FGM FGA FG_PCT GP_RANK TEAM_COUNT`,
    { points_midrange_two_pointers_pct: 'PCT_PTS_2PT_MR', unassisted_three_pointers_pct: 'PCT_UAST_3PM' },
  ],
  [
    playerSeasonUsage,
    `${OF_PLAYER} USG_PCT PCT_FGM PCT_FGA PCT_FG3M PCT_FG3A PCT_FTM PCT_FTA PCT_OREB PCT_DREB PCT_REB PCT_AST
     PCT_TOV PCT_STL PCT_BLK PCT_BLKA PCT_PF PCT_PFD PCT_PTS GP_RANK TEAM_COUNT`,
    { usage_pct: 'USG_PCT', turnovers_pct: 'PCT_TOV', personal_fouls_drawn_pct: 'PCT_PFD' },
  ],
  [
    playerSeasonDefense,
    `${OF_PLAYER} DEF_RATING DREB DREB_PCT PCT_DREB STL PCT_STL BLK PCT_BLK OPP_PTS_OFF_TOV OPP_PTS_2ND_CHANCE
     OPP_PTS_FB OPP_PTS_PAINT DEF_WS DEF_WS_RAW GP_RANK`,
    { defensive_win_shares: 'DEF_WS', steals: 'STL', steals_pct: 'PCT_STL' },
  ],
  [
    teamSeasonFourFactors,
    `${OF_TEAM} EFG_PCT FTA_RATE TM_TOV_PCT OREB_PCT OPP_EFG_PCT OPP_FTA_RATE OPP_TOV_PCT OPP_OREB_PCT GP_RANK`,
    { free_throw_attempt_rate: 'FTA_RATE', opponent_team_turnover_pct: 'OPP_TOV_PCT' },
  ],
  [teamSeasonMisc, `${OF_TEAM} ${MISC} GP_RANK`, { points_fast_break: 'PTS_FB' }],
  [teamSeasonScoring, `${OF_TEAM} ${SCORING} GP_RANK`, { points_paint_pct: 'PCT_PTS_PAINT' }],
  [
    teamSeasonOpponent,
    `${OF_TEAM} OPP_FGM OPP_FGA OPP_FG_PCT OPP_FG3M OPP_FG3A OPP_FG3_PCT OPP_FTM OPP_FTA OPP_FT_PCT OPP_OREB
     OPP_DREB OPP_REB OPP_AST OPP_TOV OPP_STL OPP_BLK OPP_BLKA OPP_PF OPP_PFD OPP_PTS PLUS_MINUS GP_RANK`,
    { opponent_three_pointers_made: 'OPP_FG3M', opponent_points: 'OPP_PTS', plus_minus: 'PLUS_MINUS' },
  ],
  [
    teamSeasonDefense,
    `${OF_TEAM} DEF_RATING DREB DREB_PCT STL BLK OPP_PTS_OFF_TOV OPP_PTS_2ND_CHANCE OPP_PTS_FB OPP_PTS_PAINT GP_RANK`,
    { defensive_rating: 'DEF_RATING', opponent_points_paint: 'OPP_PTS_PAINT' },
  ],
]

describe('a measure of which no answer is recorded', () => {
  it.each(DOCUMENTED)('$name takes the headers that are documented', async (dataset, headers, some) => {
    const set = headers.startsWith('PLAYER') ? 'LeagueDashPlayerStats' : TEAMS
    const body = documentedBody(set, headers)
    const lines = linesOfSet(body, set)
    const [row] = await expectEveryRow(dataset, body, lines)
    for (const [column, header] of Object.entries(some))
      expect([column, row?.[column]]).toEqual([column, lines[0]?.[header]])
  })
})

it('each measure is asked for by its type, in totals, once for a season', async () => {
  const asked = await Promise.all(
    [teamSeasonFourFactors, playerSeasonUsage].map((dataset) => dataset.requests(SCOPE, played())),
  )
  expect(asked.flat().map(({ label, params }) => [label, params.MeasureType, params.PerMode])).toEqual([
    ['leaguedashteamstats Four Factors 2018-19 Regular Season', 'Four Factors', 'Totals'],
    ['leaguedashplayerstats Usage 2018-19 Regular Season', 'Usage', 'Totals'],
  ])
})
