import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import boxScoreAdvanced from '../../../src/datasets/nba/box-score-advanced.js'
import boxScoreDefensive from '../../../src/datasets/nba/box-score-defensive.js'
import boxScoreFourFactors from '../../../src/datasets/nba/box-score-four-factors.js'
import boxScoreHustle from '../../../src/datasets/nba/box-score-hustle.js'
import boxScoreMatchups from '../../../src/datasets/nba/box-score-matchups.js'
import boxScoreMisc from '../../../src/datasets/nba/box-score-misc.js'
import boxScoreScoring from '../../../src/datasets/nba/box-score-scoring.js'
import boxScoreTracking from '../../../src/datasets/nba/box-score-tracking.js'
import boxScoreUsage from '../../../src/datasets/nba/box-score-usage.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import gameSummaries from '../../../src/datasets/nba/game-summaries.js'
import playerSeasonStats from '../../../src/datasets/nba/player-season-stats.js'
import rotations from '../../../src/datasets/nba/rotations.js'
import { day, readRecorded, recorded, rowsOf } from '../../datasets/recorded.js'
import { TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

const totals = recorded('smoke.LeagueDashPlayerStats.json.gz')
const traditional = recorded('smoke.BoxScoreTraditionalV3.json.gz')
const anotherAdvanced = recorded('scenarios.common.BoxScoreAdvancedV3.json.gz')
/** What was recorded about one game, and what verifies it. */
const OF_A_GAME = [
  [boxScoreAdvanced, 'BoxScoreAdvancedV3', 'team_game_logs, player_game_logs'],
  [boxScoreDefensive, 'BoxScoreDefensiveV2', 'team_game_logs, player_game_logs'],
  [boxScoreFourFactors, 'BoxScoreFourFactorsV3', 'team_game_logs, player_game_logs'],
  [boxScoreHustle, 'BoxScoreHustleV2', 'team_game_logs, player_game_logs'],
  [boxScoreMatchups, 'BoxScoreMatchupsV3', 'team_game_logs, box_score_defensive_players'],
  [boxScoreMisc, 'BoxScoreMiscV3', 'team_game_logs, player_game_logs'],
  [boxScoreScoring, 'BoxScoreScoringV3', 'team_game_logs, player_game_logs'],
  [boxScoreTracking, 'BoxScorePlayerTrackV3', 'team_game_logs, player_game_logs'],
  [boxScoreUsage, 'BoxScoreUsageV3', 'team_game_logs, player_game_logs'],
  [gameSummaries, 'BoxScoreSummaryV2', 'team_game_logs, player_game_logs'],
  [rotations, 'GameRotation', 'team_game_logs, player_game_logs'],
] as const
const GAMES = OF_A_GAME.map(([dataset, file, verifiedBy]) => ({
  name: dataset.name,
  dataset,
  verifiedBy,
  answer: recorded(`smoke.${file}.json.gz`),
}))
const defensive = GAMES.find(({ dataset }) => dataset === boxScoreDefensive)?.answer

const lines = recorded('smoke.PlayerGameLog.json.gz')

const GAME = '0022200552'
const MITCHELL = 1628378
const SCOPE = { season: '2022-23', seasonType: 'Regular Season' } as const

/** A line of leaguegamelog, made of one of playergamelog. */
const lineOf = (line: Readonly<Record<string, unknown>>): Cells => ({
  ...Object.fromEntries(Object.entries(COLUMNS).map(([column, from]) => [column, line[from] as Cell])),
  season: '2025-26',
  season_type: SCOPE.seasonType,
  game_date: day(line.GAME_DATE),
  team_id: 0,
  team_abbreviation: '',
  player_name: 'Donovan Mitchell',
})
const COLUMNS = {
  game_id: 'Game_ID',
  player_id: 'Player_ID',
  matchup: 'MATCHUP',
  result: 'WL',
  minutes: 'MIN',
  field_goals_made: 'FGM',
  field_goals_attempted: 'FGA',
  three_pointers_made: 'FG3M',
  three_pointers_attempted: 'FG3A',
  free_throws_made: 'FTM',
  free_throws_attempted: 'FTA',
  offensive_rebounds: 'OREB',
  defensive_rebounds: 'DREB',
  rebounds: 'REB',
  assists: 'AST',
  steals: 'STL',
  blocks: 'BLK',
  turnovers: 'TOV',
  personal_fouls: 'PF',
  points: 'PTS',
}

/** The lines that the logs have of a game, made of its box score: whole minutes, and nobody who did not play. */
async function storeLogs(): Promise<void> {
  const box = await readRecorded(boxScores, traditional, { about: GAME, season: SCOPE.season })
  const ofGame: Cells = {
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_date: '2023-01-02',
    matchup: '',
  }
  const line = (row: Cells): Cells => ({
    ...row,
    ...ofGame,
    minutes: Math.round(Number(row.minutes)),
  })
  const played = box.of('box_score_players').filter(({ minutes }) => minutes !== null)
  await season.store(
    'player_game_logs',
    ...played.map((row) => ({ ...line(row), player_name: row.last_name ?? null, team_abbreviation: '' })),
  )
  await season.store(
    'team_game_logs',
    ...box
      .of('box_score_teams')
      .map((row) => ({ ...line(row), team_name: `${String(row.team_city)} ${String(row.team_name)}` })),
  )
}

async function storeDefensive(): Promise<void> {
  const { of } = await readRecorded(boxScoreDefensive, defensive, { about: GAME, season: SCOPE.season })
  await season.store('box_score_defensive_players', ...of('box_score_defensive_players'))
}

describe.skipIf(
  [totals, lines, traditional, anotherAdvanced, ...GAMES.map(({ answer }) => answer)].includes(undefined),
)('recorded answers have nothing against them', () => {
  it("the players' totals of a season", async () => {
    const { of } = await readRecorded(playerSeasonStats, totals, { season: '2025-26' })
    await season.store('player_season_stats', ...of('player_season_stats'))
    const scope = { ...SCOPE, season: '2025-26' }
    expect(await season.verify('player_season_stats', '2026-02-22', scope)).toMatchObject({ findings: [] })
  })

  it("a player's totals beside his lines", async () => {
    const scope = { ...SCOPE, season: '2025-26' }
    const { of } = await readRecorded(playerSeasonStats, totals, { season: scope.season })
    const ofHim = of('player_season_stats').filter(({ player_id: id }) => id === MITCHELL)
    await season.store('player_season_stats', ...ofHim)
    await season.store('player_game_logs', ...rowsOf(lines, 'PlayerGameLog').map(lineOf))
    expect(await season.verify('player_season_stats', '2026-02-24', scope)).toEqual({
      verifiedBy: 'player_game_logs',
      findings: [],
    })
  })

  it.each(GAMES)('$name of a game beside its lines', async ({ dataset, verifiedBy, answer }) => {
    const { of } = await readRecorded(dataset, answer, { about: GAME, season: SCOPE.season })
    for (const { name } of dataset.tables) await season.store(name, ...of(name))
    await storeLogs()
    if (dataset === boxScoreMatchups) await storeDefensive()
    expect(await season.verify(dataset.name, '2023-02-01', SCOPE)).toEqual({ verifiedBy, findings: [] })
  })

  it.each<[string, string, string, string?]>([
    ['box_score_four_factors_teams', 'free_throw_attempt_rate', 'conflict'],
    ['box_score_misc_players', 'blocks', 'conflict'],
    ['box_score_misc_teams', 'points_paint', 'wrong'],
    ['box_score_scoring_players', 'points_three_pointers_pct', 'conflict'],
    ['box_score_tracking_players', 'contested_field_goal_pct', 'wrong'],
    ['box_score_usage_players', 'minutes', 'conflict'],
    ['box_score_defensive_players', 'steals', 'conflict'],
    ['game_line_scores', 'points_period_3', 'wrong'],
    [
      'game_line_scores',
      'team_city',
      'note',
      'team_city team_name Cavaliers, team_game_logs Cleveland Cavaliers',
    ],
    ['rotations', 'points', 'note'],
    ['rotations', 'point_difference', 'note', 'plus_minus'],
    ['box_score_hustle_players', 'box_out_player_rebounds', 'wrong'],
    ['box_score_hustle_players', 'box_out_player_team_rebounds', 'note'],
    ['box_score_tracking_players', 'touches', 'note'],
    ['box_score_scoring_players', 'assisted_two_pointers_pct', 'note'],
    ['box_score_scoring_teams', 'unassisted_field_goals_made_pct', 'note'],
  ])('but %s with another value of %s are found', async (table, column, kind, named = column) => {
    const changed = GAMES.find(({ dataset }) => dataset.tables.some(({ name }) => name === table))
    if (changed === undefined) throw new Error(`no dataset has ${table}`)
    const { of } = await readRecorded(changed.dataset, changed.answer, { about: GAME, season: SCOPE.season })
    for (const { name } of changed.dataset.tables)
      await season.store(
        name,
        ...of(name).map((row, i) =>
          name === table && i === 0 ? { ...row, [column]: Number(row[column]) + 2 } : row,
        ),
      )
    await storeLogs()
    const { findings } = await season.verify(changed.name, '2023-02-01', SCOPE)
    expect(findings).toContainEqual(expect.objectContaining({ kind, detail: expect.stringContaining(named) }))
  })

  it.each<[string, string, number, 'conflict' | 'wrong' | 'note', string]>([
    [
      'box_score_advanced_players',
      'pace',
      120,
      'wrong',
      'pace 120, but 40 possessions in 19.15 minutes make 100.26',
    ],
    [
      'box_score_advanced_teams',
      'pace',
      80,
      'wrong',
      'pace 80, but 108 possessions in 265.00 minutes make 97.81',
    ],
    ['box_score_advanced_players', 'pace_per_40', 60, 'wrong', 'pace_per_40 60, but pace make 83.55'],
    ['box_score_advanced_players', 'possessions', 140, 'conflict', 'possessions 108, a player 140'],
    ['box_score_advanced_players', 'assist_ratio', 101, 'wrong', 'assist_ratio 101 is outside 0 to 100'],
    [
      'box_score_advanced_players',
      'true_shooting_pct',
      1.6,
      'wrong',
      'true_shooting_pct 1.6 is outside 0 to 1.5',
    ],
    ['box_score_advanced_players', 'estimated_pace', 50, 'note', 'estimated_pace 50, but pace make 100.26'],
    [
      'box_score_advanced_players',
      'estimated_usage_pct',
      0.9,
      'note',
      'estimated_usage_pct 0.9, but usage_pct make',
    ],
    [
      'box_score_advanced_teams',
      'estimated_pace',
      98.26,
      'note',
      'estimated_pace 98.26, but pace make 19.652',
    ],
    ['box_score_advanced_teams', 'assist_pct', 0.9, 'conflict', 'assist_pct 0.9, team_game_logs 0.563'],
    [
      'box_score_advanced_teams',
      'offensive_rebound_pct',
      0.5,
      'wrong',
      "offensive_rebound_pct 0.5 and the opponent's defensive_rebound_pct 0.731 are not 1",
    ],
    ['box_score_advanced_teams', 'rebound_pct', 0.9, 'wrong', "rebound_pct 0.9 and the opponent's"],
    [
      'box_score_advanced_teams',
      'player_impact_estimate',
      0.9,
      'wrong',
      "player_impact_estimate 0.9 and the opponent's",
    ],
    [
      'box_score_four_factors_players',
      'offensive_rebound_pct',
      1.2,
      'wrong',
      'offensive_rebound_pct 1.2 is outside 0 to 1',
    ],
    [
      'box_score_four_factors_teams',
      'team_turnover_pct',
      1.2,
      'wrong',
      'team_turnover_pct 1.2 is outside 0 to 1',
    ],
    [
      'box_score_misc_players',
      'opponent_points_paint',
      60,
      'conflict',
      'opponent_points_paint 54, a player 60',
    ],
    ['box_score_misc_players', 'opponent_points_paint', 1, 'note', "opponent_points_paint 54, players' sum"],
    ['box_score_misc_players', 'blocked_attempts', 3, 'conflict', "blocked_attempts 2, players' sum"],
    ['box_score_misc_teams', 'personal_fouls_drawn', 40, 'note', 'personal_fouls_drawn 40'],
    ['box_score_usage_teams', 'points_pct', 0.5, 'note', 'points_pct make 0.5'],
    [
      'box_score_scoring_players',
      'points_paint_pct',
      0.9,
      'note',
      'but points_paint_pct, points_midrange_two_pointers_pct make',
    ],
    ['box_score_matchups', 'player_points', 33, 'note', 'player_points 33, but matchup_field_goals_made'],
    ['box_score_matchups', 'matchup_assists', 9, 'note', 'matchup_assists'],
    ['box_score_matchups', 'matchup_seconds', 3_000, 'note', 'matchup_minutes'],
    [
      'box_score_matchups',
      'defender_total_time_pct',
      1.4,
      'wrong',
      'defender_total_time_pct 1.4 is outside 0 to 1',
    ],
    ['box_score_matchups', 'help_blocks', 2, 'note', 'help_blocks 2 of help_field_goals_attempted 0'],
    [
      'box_score_matchups',
      'matchup_potential_assists',
      40,
      'note',
      'matchup_potential_assists 40 is outside 0 to 30',
    ],
    ['box_score_tracking_players', 'speed', 9, 'note', 'speed 9, but'],
  ])('but not %s with %s %d', async (table, column, value, kind, detail) => {
    const changed = GAMES.find(({ dataset }) => dataset.tables.some(({ name }) => name === table))
    if (changed === undefined) throw new Error(`no dataset has ${table}`)
    const { of } = await readRecorded(changed.dataset, changed.answer, { about: GAME, season: SCOPE.season })
    for (const { name } of changed.dataset.tables)
      await season.store(
        name,
        ...of(name).map((row, i) => (name === table && i === 0 ? { ...row, [column]: value } : row)),
      )
    await storeLogs()
    await storeDefensive()
    const { findings } = await season.verify(changed.name, '2023-02-01', SCOPE)
    expect(findings).toContainEqual(
      expect.objectContaining({ kind, detail: expect.stringContaining(detail) }),
    )
  })

  it.each([
    [0.269, 0],
    [0.4, 1],
  ])(
    'the share of rebounds of the four factors beside that of the advanced box score: %d',
    async (value, notes) => {
      for (const { dataset, answer } of GAMES)
        if (dataset === boxScoreAdvanced || dataset === boxScoreFourFactors) {
          const { of } = await readRecorded(dataset, answer, { about: GAME, season: SCOPE.season })
          for (const { name } of dataset.tables)
            await season.store(
              name,
              ...of(name).map((row, i) =>
                name === 'box_score_four_factors_teams' && i === 0
                  ? { ...row, offensive_rebound_pct: value }
                  : row,
              ),
            )
        }
      await storeLogs()
      const { findings } = await season.verify('box_score_four_factors', '2023-02-01', SCOPE)
      const told = findings.filter(({ detail }) =>
        detail.includes(`${value}, box_score_advanced_teams 0.269`),
      )
      expect(told).toHaveLength(notes)
    },
  )

  it.each([
    [0, []],
    [0.1, [expect.objectContaining({ kind: 'note', detail: expect.stringContaining('usage_pct') })]],
  ])("the players' usage beside the advanced box score's, %d more of it noted", async (more, findings) => {
    for (const { dataset, answer } of GAMES)
      if (dataset === boxScoreAdvanced || dataset === boxScoreUsage) {
        const { of } = await readRecorded(dataset, answer, { about: GAME, season: SCOPE.season })
        for (const { name } of dataset.tables)
          await season.store(
            name,
            ...of(name).map((row, i) =>
              name === 'box_score_usage_players' && i === 0
                ? { ...row, usage_pct: Number(row.usage_pct) + more }
                : row,
            ),
          )
      }
    await storeLogs()
    expect((await season.verify('box_score_usage', '2023-02-01', SCOPE)).findings).toEqual(findings)
  })

  it('another advanced box score', async () => {
    const scope = { ...SCOPE, season: '2023-24' }
    const { of } = await readRecorded(boxScoreAdvanced, anotherAdvanced, {
      about: '0022300001',
      season: scope.season,
    })
    for (const table of ['box_score_advanced_players', 'box_score_advanced_teams'])
      await season.store(table, ...of(table))
    expect(await season.verify('box_score_advanced', '2024-02-01', scope)).toMatchObject({ findings: [] })
  })
})
