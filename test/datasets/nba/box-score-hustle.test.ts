import { describe, expect, it } from 'vitest'
import boxScoreHustle from '../../../src/datasets/nba/box-score-hustle.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreHustleV2.json.gz')

describe.skipIf(answer === undefined)('box_score_hustle of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreHustle, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_hustle_players')).toEqual(
      linesOf(answer, 'boxScoreHustle').players.map(({ game, team, line }) => ({
        game_id: game,
        team_id: team,
        player_id: line.personId,
        first_name: words(line.firstName),
        last_name: words(line.familyName),
        position: words(line.position),
        comment: words(line.comment),
        jersey_number: words(line.jerseyNum),
        ...ifPlayed(line, {
          minutes: minutes(line.minutes),
          points: line.points,
          contested_shots: line.contestedShots,
          contested_two_pointers: line.contestedShots2pt,
          contested_three_pointers: line.contestedShots3pt,
          deflections: line.deflections,
          charges_drawn: line.chargesDrawn,
          screen_assists: line.screenAssists,
          screen_assist_points: line.screenAssistPoints,
          offensive_loose_balls_recovered: line.looseBallsRecoveredOffensive,
          defensive_loose_balls_recovered: line.looseBallsRecoveredDefensive,
          loose_balls_recovered: line.looseBallsRecoveredTotal,
          offensive_box_outs: line.offensiveBoxOuts,
          defensive_box_outs: line.defensiveBoxOuts,
          box_out_player_team_rebounds: line.boxOutPlayerTeamRebounds,
          box_out_player_rebounds: line.boxOutPlayerRebounds,
          box_outs: line.boxOuts,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreHustle, answer, { about: '0022200552' })
    expect(of('box_score_hustle_teams')).toEqual(
      linesOf(answer, 'boxScoreHustle').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        points: line.points,
        contested_shots: line.contestedShots,
        contested_two_pointers: line.contestedShots2pt,
        contested_three_pointers: line.contestedShots3pt,
        deflections: line.deflections,
        charges_drawn: line.chargesDrawn,
        screen_assists: line.screenAssists,
        screen_assist_points: line.screenAssistPoints,
        offensive_loose_balls_recovered: line.looseBallsRecoveredOffensive,
        defensive_loose_balls_recovered: line.looseBallsRecoveredDefensive,
        loose_balls_recovered: line.looseBallsRecoveredTotal,
        offensive_box_outs: line.offensiveBoxOuts,
        defensive_box_outs: line.defensiveBoxOuts,
        box_out_player_team_rebounds: line.boxOutPlayerTeamRebounds,
        box_out_player_rebounds: line.boxOutPlayerRebounds,
        box_outs: line.boxOuts,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreHustle, answer)).toEqual([])
  })
})
