import { describe, expect, it } from 'vitest'
import shotAverages from '../../../src/datasets/nba/shot-averages.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.ShotChartLeagueWide.json.gz')

describe.skipIf(answer === undefined)('shot_averages of a recorded answer', () => {
  it('has a row of shot_averages for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(shotAverages, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('shot_averages')).toEqual(
      rowsOf(answer, 'League_Wide').map((line) => ({
        season: scope.season,
        zone_basic: words(line.SHOT_ZONE_BASIC),
        zone_area: words(line.SHOT_ZONE_AREA),
        zone_range: words(line.SHOT_ZONE_RANGE),
        field_goals_attempted: line.FGA,
        field_goals_made: line.FGM,
        field_goal_pct: line.FG_PCT,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(shotAverages, answer)).toEqual([])
  })
})
