import { describe, expect, it } from 'vitest'
import boxScoreMisc from '../../../src/datasets/nba/box-score-misc.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreMiscV3.json.gz')

describe.skipIf(answer === undefined)('box_score_misc of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreMisc, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_misc_players')).toEqual(
      linesOf(answer, 'boxScoreMisc').players.map(({ game, team, line }) => ({
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
          points_off_turnovers: line.pointsOffTurnovers,
          points_second_chance: line.pointsSecondChance,
          points_fast_break: line.pointsFastBreak,
          points_paint: line.pointsPaint,
          opponent_points_off_turnovers: line.oppPointsOffTurnovers,
          opponent_points_second_chance: line.oppPointsSecondChance,
          opponent_points_fast_break: line.oppPointsFastBreak,
          opponent_points_paint: line.oppPointsPaint,
          blocks: line.blocks,
          blocked_attempts: line.blocksAgainst,
          personal_fouls: line.foulsPersonal,
          personal_fouls_drawn: line.foulsDrawn,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreMisc, answer, { about: '0022200552' })
    expect(of('box_score_misc_teams')).toEqual(
      linesOf(answer, 'boxScoreMisc').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        points_off_turnovers: line.pointsOffTurnovers,
        points_second_chance: line.pointsSecondChance,
        points_fast_break: line.pointsFastBreak,
        points_paint: line.pointsPaint,
        opponent_points_off_turnovers: line.oppPointsOffTurnovers,
        opponent_points_second_chance: line.oppPointsSecondChance,
        opponent_points_fast_break: line.oppPointsFastBreak,
        opponent_points_paint: line.oppPointsPaint,
        blocks: line.blocks,
        blocked_attempts: line.blocksAgainst,
        personal_fouls: line.foulsPersonal,
        personal_fouls_drawn: line.foulsDrawn,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreMisc, answer)).toEqual([])
  })
})
