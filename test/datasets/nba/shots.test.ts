import { describe, expect, it } from 'vitest'
import shots from '../../../src/datasets/nba/shots.js'
import { isOne, readRecorded, rowsOf, unnamed, words } from '../recorded.js'
import { tableOf } from '../transforming.js'

const shot = (more: Readonly<Record<string, unknown>>) => ({
  GRID_TYPE: 'Shot Chart Detail',
  GAME_ID: '0021800001',
  GAME_EVENT_ID: 7,
  PLAYER_ID: 202681,
  PLAYER_NAME: 'Kyrie Irving',
  TEAM_ID: 1610612738,
  TEAM_NAME: 'Boston Celtics',
  PERIOD: 1,
  MINUTES_REMAINING: 11,
  SECONDS_REMAINING: 42,
  EVENT_TYPE: 'Missed Shot',
  ACTION_TYPE: 'Jump Shot',
  SHOT_TYPE: '3PT Field Goal',
  SHOT_ZONE_BASIC: 'Above the Break 3',
  SHOT_ZONE_AREA: 'Left Side Center(LC)',
  SHOT_ZONE_RANGE: '24+ ft.',
  SHOT_DISTANCE: 25,
  LOC_X: -128,
  LOC_Y: 220,
  SHOT_ATTEMPTED_FLAG: 1,
  SHOT_MADE_FLAG: 0,
  GAME_DATE: '20181016',
  HTM: 'BOS',
  VTM: 'PHI',
  ...more,
})
const setOf = (name: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
  const { headers, rows: rowSet } = tableOf(rows)
  return { name, headers, rowSet }
}

/** Built from public documentation of the endpoint: no answer with rows is recorded. */
const answer = {
  resource: 'shotchartdetail',
  resultSets: [
    setOf('Shot_Chart_Detail', [
      shot({}),
      shot({ GAME_EVENT_ID: 9, EVENT_TYPE: 'Made Shot', SHOT_MADE_FLAG: 1, LOC_Y: -5, SHOT_DISTANCE: 0 }),
    ]),
    setOf('LeagueAverages', [
      {
        GRID_TYPE: 'League Averages',
        SHOT_ZONE_BASIC: 'Backcourt',
        SHOT_ZONE_AREA: 'Back Court(BC)',
        SHOT_ZONE_RANGE: 'Back Court Shot',
        FGA: 22,
        FGM: 11,
        FG_PCT: 0.5,
      },
    ]),
  ],
}

describe('shots of a documented answer', () => {
  it('has a row for each of the source, value for value', async () => {
    const { rows, refused, scope } = await readRecorded(shots, answer, { about: '1610612738' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      rowsOf(answer, 'Shot_Chart_Detail').map((line) => ({
        season: scope.season,
        season_type: scope.seasonType,
        game_id: line.GAME_ID,
        game_event_id: line.GAME_EVENT_ID,
        player_id: line.PLAYER_ID,
        team_id: line.TEAM_ID,
        player_name: words(line.PLAYER_NAME),
        game_date: '2018-10-16',
        period: line.PERIOD,
        minutes_left: line.MINUTES_REMAINING,
        seconds_left: line.SECONDS_REMAINING,
        action_type: words(line.ACTION_TYPE),
        shot_type: words(line.SHOT_TYPE),
        zone_basic: words(line.SHOT_ZONE_BASIC),
        zone_area: words(line.SHOT_ZONE_AREA),
        zone_range: words(line.SHOT_ZONE_RANGE),
        distance: line.SHOT_DISTANCE,
        x: line.LOC_X,
        y: line.LOC_Y,
        is_made: isOne(line.SHOT_MADE_FLAG),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(shots, answer)).toEqual([])
  })
})
