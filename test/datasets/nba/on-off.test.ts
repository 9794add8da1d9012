import { describe, expect, it } from 'vitest'
import playerOnOffRatings from '../../../src/datasets/nba/player-on-off-ratings.js'
import playerOnOffStats from '../../../src/datasets/nba/player-on-off-stats.js'
import { recorded } from '../recorded.js'
import { played, SCOPE } from '../transforming.js'
import { expectEveryRow, linesOfSet } from '../value-for-value.js'

const CAVALIERS = '1610612739'

/** The lines with a player on the floor, then those without. */
const linesOf = (answer: unknown, name: string) =>
  ['On', 'Off'].flatMap((court) => linesOfSet(answer, `Players${court}CourtTeamPlayerOnOff${name}`))

describe.each([
  [
    playerOnOffRatings,
    'Summary',
    {
      minutes: 1231,
      plus_minus_per_game: 7.7,
      offensive_rating: 120.2,
      defensive_rating: 112.9,
      net_rating: 7.2,
    },
  ],
  [
    playerOnOffStats,
    'Details',
    { minutes: 1230.958333, field_goals_attempted: 2311, rebounds: 1147, turnovers: 375, plus_minus: 197 },
  ],
] as const)('the recorded lines of a team with and without each player: $0.name', (dataset, name, some) => {
  const answer = recorded(`smoke.TeamPlayerOnOff${name}.json.gz`)

  it.skipIf(answer === undefined)('are stored value for value', async () => {
    const rows = await expectEveryRow(dataset, answer, linesOf(answer, name), { about: CAVALIERS })
    expect(rows.map((row) => row.is_on_court)).toEqual([...Array(20).fill(true), ...Array(24).fill(false)])
    expect(rows[0]).toMatchObject({
      ...some,
      player_name: 'Allen, Jarrett',
      player_id: 1628386,
      games_played: 45,
    })
  })

  it('are asked of each team, and complete it', async () => {
    const teams = async () => [CAVALIERS]
    const [request] = await dataset.requests(SCOPE, { ...played(), teams })
    expect(request?.params.TeamID).toBe(CAVALIERS)
    expect(dataset.tables[0]?.completes?.columns).toEqual(['season', 'season_type', 'team_id'])
  })
})
