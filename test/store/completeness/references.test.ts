import { beforeEach, describe, expect, it } from 'vitest'
import {
  AWAY,
  gameId,
  gameRow,
  HOME,
  playerLinesOf,
  teamLinesOf,
  TinySeason,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()

/** A team and a player that no other table has. */
const NO_TEAM = 99
const NOBODY = 999

const team = (id: number): Cells => ({
  team_id: id,
  abbreviation: 'X',
  full_name: 'X',
  latest_season: '2018-19',
})
const boxPlayer = (player: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  player_id: player,
  team_id: HOME,
  minutes: 10,
  points: 0,
  ...more,
})

/** What verify says of what the rows of a dataset name. */
const found = async (dataset: string, today?: string) =>
  (await season.findings(dataset, today)).filter(({ detail }) => detail.includes('has no such'))

beforeEach(async () => {
  await season.store('games', gameRow(1))
  await season.store('team_game_logs', ...teamLinesOf(1))
  await season.store('player_game_logs', ...playerLinesOf(1))
})

/** Stores the teams and players that the logs have. */
async function syncTeamsAndPlayers(): Promise<void> {
  await season.store('teams', team(HOME), team(AWAY))
  await season.store(
    'players',
    ...playerLinesOf(1).map(({ player_id, player_name }) => ({
      player_id: player_id ?? null,
      full_name: player_name ?? null,
    })),
  )
}

describe('a row that names what its table lacks is in conflict with it:', () => {
  beforeEach(syncTeamsAndPlayers)

  it('a team', async () => {
    await season.store('box_score_players', boxPlayer(100), boxPlayer(101, { team_id: NO_TEAM }))
    expect(await found('box_scores')).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: 'box_score_players.team_id 99 (1 row): teams has no such team',
      },
    ])
  })

  it('a player, unless he did not play', async () => {
    await season.store('box_score_players', boxPlayer(NOBODY), boxPlayer(NOBODY + 1, { minutes: null }))
    expect(await found('box_scores')).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: 'box_score_players.player_id 999 (1 row): players has no such player',
      },
    ])
  })

  it('one of five players', async () => {
    const five = [100, 101, 102, 103, 104]
    await season.store('stints', {
      game_id: gameId(1),
      number: 1,
      period: 1,
      start_seconds: 0,
      end_seconds: 720,
      home_points: 0,
      away_points: 0,
      home_players: five as never,
      away_players: [...five.slice(1), NOBODY] as never,
    })
    expect((await found('stints')).map(({ detail }) => detail)).toEqual([
      'stints.away_players 999 (1 row): players has no such player',
    ])
  })

  it('a game', async () => {
    const rows = { game_id: gameId(2), team_id: HOME, action_type: 'Rebound', action_number: 1, period: 1 }
    await season.store('play_by_play', { ...rows, action_id: 1 }, { ...rows, action_id: 2 })
    expect(await found('play_by_play')).toEqual([
      {
        kind: 'conflict',
        subject: gameId(2),
        detail: `play_by_play.game_id ${gameId(2)} (2 rows): games has no such game`,
      },
    ])
  })
})

describe('nothing is said', () => {
  const stranger = boxPlayer(NOBODY, { team_id: NO_TEAM })

  it('where teams and players were not synced', async () => {
    await season.store('box_score_players', stranger)
    expect(await found('box_scores')).toEqual([])
  })

  it('where they were synced before one of the season played first', async () => {
    await season.store('teams', team(HOME))
    await season.store('players', { player_id: 100, full_name: 'Player 100' })
    await season.store('box_score_players', stranger)
    expect(await found('box_scores')).toEqual([])
  })

  it('of a game that the logs do not have yet', async () => {
    await syncTeamsAndPlayers()
    await season.store('games', gameRow(2))
    await season.store('box_score_players', { ...stranger, game_id: gameId(2) })
    expect(await found('box_scores')).toEqual([])
  })

  it('of team 0, which stands for none', async () => {
    await syncTeamsAndPlayers()
    await season.store('box_score_players', boxPlayer(100, { team_id: 0 }))
    expect(await found('box_scores')).toEqual([])
  })
})

it('a table that no whole recorded season has shown to hold has one note', async () => {
  await syncTeamsAndPlayers()
  const line = { season: '2018-19', season_type: 'Regular Season', player_name: 'X' }
  await season.store(
    'player_season_stats',
    { ...line, player_id: NOBODY },
    { ...line, player_id: NOBODY - 1 },
  )
  const [note, ...others] = await found('player_season_stats')
  expect(others).toEqual([])
  expect(note).toMatchObject({ kind: 'note', subject: '2018-19' })
  expect(note?.detail).toMatch(/player_id 998 \(1 row\): players has no such player, and 1 more; only noted/)
})

it('what a game of yesterday names is not settled yet', async () => {
  await syncTeamsAndPlayers()
  await season.store('box_score_players', boxPlayer(NOBODY))
  expect((await found('box_scores', '2018-10-12')).map(({ kind }) => kind)).toEqual(['note'])
})
