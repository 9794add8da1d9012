import { describe, expect, it } from 'vitest'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import games from '../../../src/datasets/nba/games.js'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import standings from '../../../src/datasets/nba/standings.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import teams from '../../../src/datasets/nba/teams.js'
import { recorded, unnamed } from '../recorded.js'
import { bodyOf } from '../transforming.js'

/** Datasets whose rows other tests look at, with a recorded answer each. */
const RECORDED = [
  [boxScores, 'smoke.BoxScoreTraditionalV3.json.gz'],
  [games, 'pbpstats.scheduleLeagueV2.2023-24.json.gz'],
  [playByPlay, 'smoke.PlayByPlayV3.json.gz'],
  [playerSeasons, 'smoke.PlayerIndex.json.gz'],
  [players, 'smoke.CommonAllPlayers.json.gz'],
  [standings, 'smoke.LeagueStandingsV3.json.gz'],
  [teamGameLogs, 'smoke.LeagueGameLog.json.gz'],
  [teams, 'smoke.LeagueGameLog.json.gz'],
] as const

describe('each member of a recorded answer is stored, read, or named as left out', () => {
  for (const [dataset, file] of RECORDED) {
    const answer = recorded(file)
    it.skipIf(answer === undefined)(`of ${dataset.name}`, () => {
      expect(unnamed(dataset, answer)).toEqual([])
    })
  }

  it('but one that the declaration does not know is found', () => {
    const answer = bodyOf('LeagueGameLog', { headers: ['TEAM_ID', 'NEW_COLUMN'], rows: [] })
    expect(unnamed(teamGameLogs, answer)).toEqual(['NEW_COLUMN'])
    expect(unnamed(teamGameLogs, bodyOf('Other', { headers: ['TEAM_ID'], rows: [] }))).toEqual([
      'Other.TEAM_ID',
    ])
    expect(
      unnamed(playByPlay, { game: { gameId: '1', actions: [{ clock: '', x: { y: 1 } }], z: [] } }),
    ).toEqual(['x.y', 'game.z[]'])
  })
})
