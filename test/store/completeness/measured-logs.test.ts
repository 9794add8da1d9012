import { expect, it } from 'vitest'
import { AWAY, gameId, HOME, playersOf, SCOPE, teamLine, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()
const scope = { season: SCOPE.season, season_type: SCOPE.seasonType }

const line = (team: number, more: Cells = {}): Cells => ({
  ...scope,
  game_id: gameId(1),
  team_id: team,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  game_minutes: 48,
  points: team === HOME ? 50 : 40,
  assists: 15,
  rebounds: 45,
  ...more,
})
const COUNTS = ['points', 'assists', 'rebounds'] as const

const logs = () => season.store('team_game_logs', teamLine(1, HOME), teamLine(1, AWAY))

it('the second source of the team lines is held against the log, line by line', async () => {
  await logs()
  await season.store('team_game_logs_base', line(HOME), line(AWAY))
  expect(await season.findings('team_game_logs_base')).toEqual([])
  expect(await season.verify('team_game_logs_base')).toMatchObject({ verifiedBy: 'team_game_logs' })
})

it.each(COUNTS)('another number of %s than that of the log is a conflict', async (column) => {
  await logs()
  await season.store('team_game_logs_base', line(HOME, { [column]: 7 }), line(AWAY))
  expect(await season.findings('team_game_logs_base')).toEqual([
    expect.objectContaining({ kind: 'conflict', subject: expect.stringContaining(gameId(1)) }),
  ])
})

it('a line of the log that the second source lacks is missing', async () => {
  await logs()
  await season.store('team_game_logs_base', line(HOME))
  expect(await season.findings('team_game_logs_base')).toEqual([expect.objectContaining({ kind: 'missing' })])
})

it('what no real answer has shown to agree is one note, however often it differs', async () => {
  await season.store('player_game_logs', ...playersOf(1, HOME))
  await season.store(
    'player_game_logs_usage',
    ...[100, 101, 102, 103, 104].map((player) => ({
      ...scope,
      game_id: gameId(1),
      team_id: HOME,
      player_id: player,
      player_name: `Player ${player}`,
      minutes: 12,
    })),
  )
  expect(await season.findings('player_game_logs_usage')).toEqual([
    {
      kind: 'note',
      subject: '2018-19',
      detail: expect.stringMatching(
        /^player_game_logs_usage, same values: .*Player 10\d: minutes 12, player_game_logs 48, and 4 more; only noted/,
      ),
    },
  ])
})
