import { describe, expect, it } from 'vitest'
import { AWAY, gameId, HOME, SCOPE, teamLinesOf, TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const season = { season: SCOPE.season, season_type: SCOPE.seasonType }

const inSeries = (game: number): Cells => ({
  ...season,
  game_id: gameId(game),
  home_team_id: HOME,
  away_team_id: AWAY,
  series_id: '1',
  game_number: game,
})

describe('the games of the playoff series', () => {
  it('are all that the log has', async () => {
    await tiny.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await tiny.store('playoff_series', inSeries(1), inSeries(2))
    expect(await tiny.findings('playoff_series')).toEqual([])
  })

  it('are noted where the answer has none', async () => {
    await tiny.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    expect(await tiny.findings('playoff_series')).toEqual([
      {
        kind: 'note',
        subject: SCOPE.season,
        detail: expect.stringMatching(
          /^playoff_series, every logged: 0021800001: has a line in team_game_logs \(2018-10-11\), and 1 more/,
        ),
      },
    ])
  })
})
