import { describe, expect, it } from 'vitest'
import { AWAY, gameId, gameRow, HOME, SCOPE, TinySeason, unplayed, type Cells } from './tiny-season.js'

const season = new TinySeason()

const player = (id: number, team: number, more: Cells = {}): Cells => ({
  season: SCOPE.season,
  player_id: id,
  team_id: team,
  last_name: `Player ${id}`,
  ...more,
})

/** Two games, two weeks apart, with players of both teams and one who was waived. */
async function store(rows: { games?: Cells[]; players?: Cells[] } = {}) {
  const games = rows.games ?? [gameRow(1), gameRow(2, { game_date: '2018-10-25' })]
  await season.store('games', ...games)
  await season.store('player_seasons', ...(rows.players ?? [player(1, HOME), player(2, AWAY), player(3, 0)]))
}
const findings = (dataset: string, today = '2018-10-27') => season.findings(dataset, today, 'rest')

describe("the original contract's games", () => {
  it('have nothing against them in a season in progress', async () => {
    await store({
      games: [
        gameRow(1),
        gameRow(2, { game_date: '2018-10-25' }),
        gameRow(3, { ...unplayed, game_date: '2018-11-13', status_text: 'scheduled' }),
        gameRow(4, { ...unplayed, status_text: 'postponed', home_team_id: null }),
      ],
    })
    expect(await findings('games')).toEqual([])
  })

  it('lack a result some days later', async () => {
    await store({ games: [gameRow(1), gameRow(2, { ...unplayed, status_text: 'scheduled' })] })
    expect(await findings('games')).toEqual([
      { kind: 'missing', subject: gameId(2), detail: 'dated 2018-10-12, without a result' },
    ])
  })

  it.each<[Cells, string]>([
    [{ away_team_id: HOME }, 'home_team_id and away_team_id are both 1'],
    [{ away_score: 50 }, 'final with home_score and away_score 50'],
  ])('are wrong with %j', async (more, detail) => {
    await store({ games: [gameRow(1), gameRow(2, { game_date: '2018-10-25', ...more })] })
    expect(await findings('games')).toEqual([{ kind: 'wrong', subject: gameId(2), detail }])
  })

  it('are too few for a season that is over', async () => {
    await store()
    expect(await findings('games', '2019-06-01')).toMatchObject([
      { kind: 'missing', subject: 'team 1', detail: expect.stringContaining('2 of 82 games') },
      { kind: 'missing', subject: 'team 2' },
    ])
  })

  it('may be none at all', async () => {
    await store({ games: [] })
    expect(await findings('games', '2019-06-01')).toEqual([])
  })

  it('are of teams that have players', async () => {
    await store({ games: [gameRow(1), gameRow(2, { game_date: '2018-10-25', away_team_id: 9 })] })
    expect(await findings('games')).toEqual([
      {
        kind: 'conflict',
        subject: 'team 9',
        detail: `team 9: games 1 (${gameId(2)}), and none in player_seasons`,
      },
    ])
  })

  it('are not compared with players that are not there', async () => {
    await store({ players: [] })
    expect(await findings('games')).toEqual([])
  })
})

describe("the original contract's players", () => {
  it('have nothing against them, and no source that verifies them', async () => {
    await store()
    expect(await season.verify('players', '2018-10-27', SCOPE, 'rest')).toEqual({
      verifiedBy: null,
      findings: [],
    })
  })

  it('are of teams that have games', async () => {
    await store({ players: [player(1, HOME), player(2, AWAY), player(3, 9)] })
    expect(await findings('players')).toEqual([
      {
        kind: 'conflict',
        subject: 'team 9',
        detail: 'team 9: player_seasons 1 (Player 3), and none in games',
      },
    ])
  })

  it('may be of teams that have not played in the first days of a season', async () => {
    await store({
      games: [gameRow(1), gameRow(2)],
      players: [player(1, HOME), player(2, AWAY), player(3, 9)],
    })
    expect(await findings('players')).toEqual([])
  })

  it('may be of teams that have no game in the playoffs', async () => {
    await store({ games: [gameRow(1, { season_type: 'Playoffs' })], players: [player(3, 9)] })
    const playoffs = { ...SCOPE, seasonType: 'Playoffs' } as const
    expect((await season.verify('players', '2019-05-27', playoffs, 'rest')).findings).toEqual([])
  })
})
