import { describe, expect, it } from 'vitest'
import boxScoreHustle from '../../../src/datasets/nba/box-score-hustle.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreHustleV2.json.gz')

describe.skipIf(answer === undefined)('box_score_hustle of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreHustle, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_hustle_players')).toEqual(
      linesOf(answer, 'boxScoreHustle').players.map(({ game, team, line: of }) => ({
        game_id: game,
        team_id: team,
        player_id: of.personId,
        first_name: words(of.firstName),
        last_name: words(of.familyName),
        position: words(of.position),
        comment: words(of.comment),
        jersey_number: words(of.jerseyNum),
        ...ifPlayed(of, {
          minutes: minutes(of.minutes),
          points: of.points,
          contested_shots: of.contestedShots,
          contested_two_pointers: of.contestedShots2pt,
          contested_three_pointers: of.contestedShots3pt,
          deflections: of.deflections,
          charges_drawn: of.chargesDrawn,
          screen_assists: of.screenAssists,
          screen_assist_points: of.screenAssistPoints,
          offensive_loose_balls_recovered: of.looseBallsRecoveredOffensive,
          defensive_loose_balls_recovered: of.looseBallsRecoveredDefensive,
          loose_balls_recovered: of.looseBallsRecoveredTotal,
          offensive_box_outs: of.offensiveBoxOuts,
          defensive_box_outs: of.defensiveBoxOuts,
          box_out_player_team_rebounds: of.boxOutPlayerTeamRebounds,
          box_out_player_rebounds: of.boxOutPlayerRebounds,
          box_outs: of.boxOuts,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreHustle, answer, { about: '0022200552' })
    expect(of('box_score_hustle_teams')).toEqual(
      linesOf(answer, 'boxScoreHustle').teams.map(({ game, isHome, line: of }) => ({
        game_id: game,
        team_id: of.teamId,
        is_home: isHome,
        team_city: words(of.teamCity),
        team_name: words(of.teamName),
        team_abbreviation: words(of.teamTricode),
        minutes: minutes(of.minutes),
        points: of.points,
        contested_shots: of.contestedShots,
        contested_two_pointers: of.contestedShots2pt,
        contested_three_pointers: of.contestedShots3pt,
        deflections: of.deflections,
        charges_drawn: of.chargesDrawn,
        screen_assists: of.screenAssists,
        screen_assist_points: of.screenAssistPoints,
        offensive_loose_balls_recovered: of.looseBallsRecoveredOffensive,
        defensive_loose_balls_recovered: of.looseBallsRecoveredDefensive,
        loose_balls_recovered: of.looseBallsRecoveredTotal,
        offensive_box_outs: of.offensiveBoxOuts,
        defensive_box_outs: of.defensiveBoxOuts,
        box_out_player_team_rebounds: of.boxOutPlayerTeamRebounds,
        box_out_player_rebounds: of.boxOutPlayerRebounds,
        box_outs: of.boxOuts,
      })),
    )
  })
})
