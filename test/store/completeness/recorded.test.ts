import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import boxScoreAdvanced from '../../../src/datasets/nba/box-score-advanced.js'
import boxScoreDefensive from '../../../src/datasets/nba/box-score-defensive.js'
import boxScoreFourFactors from '../../../src/datasets/nba/box-score-four-factors.js'
import boxScoreHustle from '../../../src/datasets/nba/box-score-hustle.js'
import boxScoreMisc from '../../../src/datasets/nba/box-score-misc.js'
import boxScoreScoring from '../../../src/datasets/nba/box-score-scoring.js'
import boxScoreTracking from '../../../src/datasets/nba/box-score-tracking.js'
import boxScoreUsage from '../../../src/datasets/nba/box-score-usage.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import playerSeasonStats from '../../../src/datasets/nba/player-season-stats.js'
import { day, readRecorded, recorded, rowsOf } from '../../datasets/recorded.js'
import { TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

const totals = recorded('smoke.LeagueDashPlayerStats.json.gz')
const traditional = recorded('smoke.BoxScoreTraditionalV3.json.gz')
const anotherAdvanced = recorded('scenarios.common.BoxScoreAdvancedV3.json.gz')
const BOXES = (
  [
    [boxScoreAdvanced, 'AdvancedV3'],
    [boxScoreDefensive, 'DefensiveV2'],
    [boxScoreFourFactors, 'FourFactorsV3'],
    [boxScoreHustle, 'HustleV2'],
    [boxScoreMisc, 'MiscV3'],
    [boxScoreScoring, 'ScoringV3'],
    [boxScoreTracking, 'PlayerTrackV3'],
    [boxScoreUsage, 'UsageV3'],
  ] as const
).map(([dataset, box]) => ({ name: dataset.name, dataset, answer: recorded(`smoke.BoxScore${box}.json.gz`) }))

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
  await season.store('team_game_logs', ...box.of('box_score_teams').map(line))
}

describe.skipIf(
  [totals, lines, traditional, anotherAdvanced, ...BOXES.map(({ answer }) => answer)].includes(undefined),
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

  it.each(BOXES)('$name of a game beside its lines', async ({ dataset, answer }) => {
    const { of } = await readRecorded(dataset, answer, { about: GAME, season: SCOPE.season })
    for (const { name } of dataset.tables) await season.store(name, ...of(name))
    await storeLogs()
    expect(await season.verify(dataset.name, '2023-02-01', SCOPE)).toEqual({
      verifiedBy: expect.stringContaining('player_game_logs'),
      findings: [],
    })
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
