import { describe, expect, it } from 'vitest'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import { digits, idOrNull, isOne, listOf, readRecorded, recorded, seconds, words } from '../recorded.js'

const answer = recorded('smoke.PlayByPlayV3.json.gz')
const isTeam = (id: unknown): boolean => Number(id) > 1_600_000_000

describe.skipIf(answer === undefined)('play_by_play of a recorded answer', () => {
  it('has each action of the source, value for value', async () => {
    const { rows, refused } = await readRecorded(playByPlay, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      listOf(answer, 'game.actions').map((of) => {
        const nobody = isTeam(of.personId) || of.actionType === 'Instant Replay'
        return {
          game_id: '0022200552',
          action_id: of.actionId,
          action_number: of.actionNumber,
          period: of.period,
          seconds_left: seconds(of.clock),
          team_id: isTeam(of.personId) ? of.personId : idOrNull(of.teamId),
          player_id: nobody ? null : idOrNull(of.personId),
          team_abbreviation: words(of.teamTricode),
          player_name: nobody ? null : words(of.playerName),
          action_type: words(of.actionType),
          sub_type: words(of.subType),
          description: words(of.description),
          location: words(of.location),
          is_field_goal: isOne(of.isFieldGoal),
          shot_result: words(of.shotResult),
          shot_value: of.shotValue,
          shot_distance: of.shotDistance,
          x_legacy: of.xLegacy,
          y_legacy: of.yLegacy,
          home_score: digits(of.scoreHome),
          away_score: digits(of.scoreAway),
          points_total: of.pointsTotal,
          video_available: isOne(of.videoAvailable),
        }
      }),
    )
  })

  it('has no person who does not stand in the box score', async () => {
    const box = recorded('smoke.BoxScoreTraditionalV3.json.gz') as {
      boxScoreTraditional: Record<'homeTeam' | 'awayTeam', { players: { personId: number }[] }>
    }
    const { homeTeam, awayTeam } = box.boxScoreTraditional
    const people = [...homeTeam.players, ...awayTeam.players].map(({ personId }) => personId)
    const { rows } = await readRecorded(playByPlay, answer, { about: '0022200552' })
    const named = [...new Set(rows.map(({ player_id: player }) => player))].filter((id) => id !== null)
    expect(named.filter((player) => !people.includes(Number(player)))).toEqual([])
  })
})
