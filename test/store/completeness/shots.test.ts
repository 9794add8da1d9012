import { describe, expect, it } from 'vitest'
import {
  dateOf,
  gameId,
  HOME,
  playerLine,
  SCOPE,
  teamLinesOf,
  TinySeason,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()

const PLAYER = 100

const shots = (attempted: number, made: number): Cells[] =>
  Array.from({ length: attempted }, (_, i) => ({
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_id: gameId(1),
    game_event_id: i + 1,
    game_date: dateOf(1),
    team_id: HOME,
    player_id: PLAYER,
    player_name: `Player ${PLAYER}`,
    period: 1,
    is_made: i < made,
  }))

const counts = { field_goals_attempted: 4, field_goals_made: 2 }
const lines = [playerLine(1, HOME, PLAYER, counts), playerLine(2, HOME, PLAYER, counts)]
const note = (detail: string) => [{ kind: 'note', subject: gameId(1), detail: `Player ${PLAYER}: ${detail}` }]

async function findingsOf(...rows: readonly Cells[]) {
  await season.store('player_game_logs', ...lines)
  await season.store('shots', ...rows)
  return season.findings('shots')
}

describe('the shots of a game', () => {
  it('are as many as the game log counts; games without shots are not compared', async () => {
    expect(await findingsOf(...shots(4, 2))).toEqual([])
  })

  it('are a note where they differ', async () => {
    expect(await findingsOf(...shots(4, 1))).toEqual(note('field_goals_made 1, player_game_logs 2'))
  })

  it('are a note where a player has none', async () => {
    const [one] = shots(1, 0)
    const ofAnother = await findingsOf({ ...one, player_id: 101 })
    expect(ofAnother).toEqual([
      { kind: 'note', subject: gameId(1), detail: '?: field_goals_attempted 1, player_game_logs ?' },
      ...note('field_goals_attempted 0, player_game_logs 4, field_goals_made 0, player_game_logs 2'),
    ])
  })

  it('are missing for a team that played', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect((await findingsOf(...shots(4, 2))).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['missing', '2'],
    ])
  })
})
