import { describe, expect, it } from 'vitest'
import { datasetOf } from '../../../src/datasets/catalogue.js'
import { played, SCOPE } from '../transforming.js'
import { documentedBody, expectEveryRow, linesOfSet } from '../value-for-value.js'

const OF = {
  player: 'PLAYER_ID PLAYER_NAME TEAM_ID TEAM_ABBREVIATION GP W L MIN',
  team: 'TEAM_ID TEAM_ABBREVIATION TEAM_NAME GP W L MIN',
}

const touches = (place: string): string =>
  `TOUCHES ${place}_TOUCHES ` +
  'FGM FGA FG_PCT FTM FTA FT_PCT PTS PTS_PCT PASSES PASSES_PCT AST AST_PCT TOV TOV_PCT FOULS FOULS_PCT'.replaceAll(
    /(\w+)/g,
    `${place}_TOUCH_$1`,
  )

/** Headers of each measure type as published programs list them for players; teams have the same. */
const DOCUMENTED: Readonly<
  Record<string, readonly [type: string, headers: string, some: Record<string, string>]>
> = {
  speed: [
    'SpeedDistance',
    'DIST_FEET DIST_MILES DIST_MILES_OFF DIST_MILES_DEF AVG_SPEED AVG_SPEED_OFF AVG_SPEED_DEF',
    { distance_feet: 'DIST_FEET', average_offensive_speed: 'AVG_SPEED_OFF' },
  ],
  possessions: [
    'Possessions',
    `POINTS TOUCHES FRONT_CT_TOUCHES TIME_OF_POSS AVG_SEC_PER_TOUCH AVG_DRIB_PER_TOUCH PTS_PER_TOUCH ELBOW_TOUCHES
     POST_TOUCHES PAINT_TOUCHES PTS_PER_ELBOW_TOUCH PTS_PER_POST_TOUCH PTS_PER_PAINT_TOUCH`,
    { possession_minutes: 'TIME_OF_POSS', dribbles_per_touch: 'AVG_DRIB_PER_TOUCH' },
  ],
  passing: [
    'Passing',
    `PASSES_MADE PASSES_RECEIVED AST FT_AST SECONDARY_AST POTENTIAL_AST AST_POINTS_CREATED AST_ADJ AST_TO_PASS_PCT
     AST_TO_PASS_PCT_ADJ`,
    { potential_assists: 'POTENTIAL_AST', adjusted_assists: 'AST_ADJ' },
  ],
  rim_defense: [
    'Defense',
    'STL BLK DREB DEF_RIM_FGM DEF_RIM_FGA DEF_RIM_FG_PCT',
    { rim_field_goals_defended: 'DEF_RIM_FGA' },
  ],
  drives: [
    'Drives',
    `DRIVES DRIVE_FGM DRIVE_FGA DRIVE_FG_PCT DRIVE_FTM DRIVE_FTA DRIVE_FT_PCT DRIVE_PTS DRIVE_PTS_PCT DRIVE_PASSES
     DRIVE_PASSES_PCT DRIVE_AST DRIVE_AST_PCT DRIVE_TOV DRIVE_TOV_PCT DRIVE_PF DRIVE_PF_PCT`,
    { drives: 'DRIVES', free_throws_attempted: 'DRIVE_FTA', turnovers_pct: 'DRIVE_TOV_PCT' },
  ],
  catch_shoot: [
    'CatchShoot',
    `CATCH_SHOOT_FGM CATCH_SHOOT_FGA CATCH_SHOOT_FG_PCT CATCH_SHOOT_PTS CATCH_SHOOT_FG3M CATCH_SHOOT_FG3A
     CATCH_SHOOT_FG3_PCT CATCH_SHOOT_EFG_PCT`,
    { points: 'CATCH_SHOOT_PTS', three_pointers_made: 'CATCH_SHOOT_FG3M' },
  ],
  pull_up: [
    'PullUpShot',
    'PULL_UP_FGM PULL_UP_FGA PULL_UP_FG_PCT PULL_UP_PTS PULL_UP_FG3M PULL_UP_FG3A PULL_UP_FG3_PCT PULL_UP_EFG_PCT',
    { field_goals_attempted: 'PULL_UP_FGA', effective_field_goal_pct: 'PULL_UP_EFG_PCT' },
  ],
  rebounding: [
    'Rebounding',
    ['OREB', 'DREB', 'REB']
      .map(
        (kind) =>
          `${kind} ${kind}_CONTEST ${kind}_UNCONTEST ${kind}_CONTEST_PCT ${kind}_CHANCES ${kind}_CHANCE_PCT
           ${kind}_CHANCE_DEFER ${kind}_CHANCE_PCT_ADJ AVG_${kind}_DIST`,
      )
      .join(' '),
    { deferred_defensive_rebound_chances: 'DREB_CHANCE_DEFER', average_rebound_distance: 'AVG_REB_DIST' },
  ],
  efficiency: [
    'Efficiency',
    `POINTS DRIVE_PTS DRIVE_FG_PCT CATCH_SHOOT_PTS CATCH_SHOOT_FG_PCT PULL_UP_PTS PULL_UP_FG_PCT PAINT_TOUCH_PTS
     PAINT_TOUCH_FG_PCT POST_TOUCH_PTS POST_TOUCH_FG_PCT ELBOW_TOUCH_PTS ELBOW_TOUCH_FG_PCT EFF_FG_PCT`,
    { catch_and_shoot_points: 'CATCH_SHOOT_PTS', effective_field_goal_pct: 'EFF_FG_PCT' },
  ],
  elbow_touches: [
    'ElbowTouch',
    touches('ELBOW'),
    { touches_there: 'ELBOW_TOUCHES', assists: 'ELBOW_TOUCH_AST' },
  ],
  post_touches: ['PostTouch', touches('POST'), { touches: 'TOUCHES', personal_fouls: 'POST_TOUCH_FOULS' }],
  paint_touches: ['PaintTouch', touches('PAINT'), { points_pct: 'PAINT_TOUCH_PTS_PCT' }],
}

describe.each(['player', 'team'] as const)('what cameras count of each %s', (of) => {
  it.each(Object.entries(DOCUMENTED))(
    'takes the headers that are documented: %s',
    async (name, documented) => {
      const [type, headers, some] = documented
      const dataset = datasetOf('nba', `${of}_tracking_${name}`)
      const body = documentedBody('LeagueDashPtStats', `${OF[of]} ${headers}`)
      const lines = linesOfSet(body, 'LeagueDashPtStats')
      const [row] = await expectEveryRow(dataset, body, lines)
      for (const [column, header] of Object.entries(some))
        expect([column, row?.[column]]).toEqual([column, lines[0]?.[header]])
      const [request] = await dataset.requests(SCOPE, played())
      expect(request?.params).toMatchObject({
        PtMeasureType: type,
        PlayerOrTeam: of === 'player' ? 'Player' : 'Team',
        PerMode: 'Totals',
      })
    },
  )
})

const SIDE =
  'PERCENTILE GP POSS_PCT PPP FG_PCT FT_POSS_PCT TOV_POSS_PCT SF_POSS_PCT PLUSONE_POSS_PCT SCORE_POSS_PCT EFG_PCT POSS PTS FGM FGA FGMX'

describe('possessions by play type', () => {
  it.each([
    ['team_play_types', 'SEASON_ID TEAM_ID TEAM_ABBREVIATION TEAM_NAME PLAY_TYPE TYPE_GROUPING'],
    [
      'player_play_types',
      'SEASON_ID PLAYER_ID PLAYER_NAME TEAM_ID TEAM_ABBREVIATION TEAM_NAME PLAY_TYPE TYPE_GROUPING',
    ],
  ])('of %s are of the type and side that were asked for', async (name, headers) => {
    const dataset = datasetOf('nba', name)
    const body = documentedBody('SynergyPlayType', `${headers} ${SIDE}`)
    const rows = await expectEveryRow(dataset, body, linesOfSet(body, 'SynergyPlayType'))
    expect(rows[0]).toMatchObject({ play_type: 'Transition', side: 'offensive' })
    const requests = await dataset.requests(SCOPE, played())
    expect(requests).toHaveLength(22)
    expect(requests.at(-1)?.label).toBe(
      `synergyplaytypes ${name[0]?.toUpperCase()} 2018-19 Regular Season Misc defensive`,
    )
    expect(requests.at(-1)?.params).toMatchObject({ PlayType: 'Misc', TypeGrouping: 'defensive' })
    expect(dataset.tables[0]?.completes?.columns).toEqual(['season', 'season_type', 'play_type', 'side'])
  })
})

it('who guarded whom takes the headers of a recorded answer without rows', async () => {
  const dataset = datasetOf('nba', 'season_matchups')
  const body = documentedBody(
    'SeasonMatchups',
    `SEASON_ID OFF_PLAYER_ID OFF_PLAYER_NAME DEF_PLAYER_ID DEF_PLAYER_NAME GP MATCHUP_MIN PARTIAL_POSS PLAYER_PTS
     TEAM_PTS MATCHUP_AST MATCHUP_TOV MATCHUP_BLK MATCHUP_FGM MATCHUP_FGA MATCHUP_FG_PCT MATCHUP_FG3M MATCHUP_FG3A
     MATCHUP_FG3_PCT HELP_BLK HELP_FGM HELP_FGA HELP_FG_PERC MATCHUP_FTM MATCHUP_FTA SFL MATCHUP_TIME_SEC`,
  )
  const lines = linesOfSet(body, 'SeasonMatchups')
  const [row] = await expectEveryRow(dataset, body, lines)
  expect(row).toMatchObject({
    offensive_player_id: lines[0]?.OFF_PLAYER_ID,
    matchup_seconds: lines[0]?.MATCHUP_TIME_SEC,
    help_field_goal_pct: lines[0]?.HELP_FG_PERC,
    shooting_fouls: lines[0]?.SFL,
  })
})
