import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { GAME, LIVE_GAME } from './live-game.js'
import { available, LyingSeason } from './lying-season.js'
import type { Body } from './lying-source.js'
import { partOf } from './part.js'
import { UNPROVABLE_OF_LIVE_FILES } from './unprovable.js'

interface Side extends Body {
  teamId: number
  score: number
  periods: { score: number }[]
  players: (Body & { personId: number; statistics: Record<string, number> })[]
  statistics: Record<string, number>
}
interface Game extends Body {
  gameId: string
  gameStatus: number
  homeTeam: Side
  awayTeam: Side
  actions: Body[]
}

/** Kinds that CI tells: one takes six seconds. */
const FEW_KINDS = 1

/** Changes the game of a body. */
const game =
  (change: (game: Game) => void) =>
  (body: Body): string => {
    change(body.game as Game)
    return JSON.stringify(body)
  }

const NETS = 1610612751
const BOX = /liveData\/boxscore/
const ACTIONS = /liveData\/playbyplay/

interface Lie {
  readonly about: RegExp
  readonly answer: (body: Body) => string
  /** The note that says it, where it is only noted. */
  readonly note?: string
}

const LIES: Readonly<Record<string, Lie>> = {
  'live_box_scores gives a player points of nobody': {
    about: BOX,
    answer: game(({ homeTeam: { players } }) => {
      const statistics = players[0]?.statistics ?? {}
      statistics.points = (statistics.points ?? 0) + 2
    }),
  },
  'live_box_scores gives a team and its player points of nobody': {
    about: BOX,
    answer: game(({ homeTeam: side }) => {
      for (const of of [side.statistics, side.players[0]?.statistics ?? {}])
        Object.assign(of, { points: (of.points ?? 0) + 1, freeThrowsMade: (of.freeThrowsMade ?? 0) + 1 })
      side.score += 1
    }),
  },
  'live_box_scores has its teams swapped': {
    about: BOX,
    answer: game((of) => {
      ;[of.homeTeam, of.awayTeam] = [of.awayTeam, of.homeTeam]
    }),
  },
  'live_box_scores has a team of another city': {
    about: BOX,
    note: 'BKN: team_city team_name Elsewhere Nets, team_game_logs Brooklyn Nets',
    answer: game(({ homeTeam }) => Object.assign(homeTeam, { teamCity: 'Elsewhere' })),
  },
  'live_box_scores has the players of both sides swapped': {
    about: BOX,
    answer: game(({ homeTeam, awayTeam }) => {
      ;[homeTeam.players, awayTeam.players] = [awayTeam.players, homeTeam.players]
    }),
  },
  'live_box_scores is of another game': { about: BOX, answer: game((of) => (of.gameId = '0022000002')) },
  'live_box_scores is of a moment before the end': { about: BOX, answer: game((of) => (of.gameStatus = 2)) },
  'live_box_scores has periods that are not the score': {
    about: BOX,
    answer: game(({ awayTeam: { periods } }) => {
      for (const period of periods) period.score += 1
    }),
  },
  'live_box_scores has points that another period brought': {
    about: BOX,
    answer: game(({ awayTeam: { periods } }) => {
      for (const [i, period] of periods.slice(0, 2).entries()) period.score += i === 0 ? 2 : -2
    }),
  },
  'live_box_scores gives every player the numbers of the next': {
    about: BOX,
    answer: game(({ homeTeam: { players } }) => {
      const numbers = players.map(({ statistics }) => statistics)
      for (const [i, player] of players.entries()) player.statistics = numbers[i + 1] ?? numbers[0] ?? {}
    }),
  },
  'live_box_scores lacks a player': {
    about: BOX,
    answer: game(({ awayTeam: { players } }) => players.splice(0, 1)),
  },
  'live_play_by_play breaks off': {
    about: ACTIONS,
    answer: game(({ actions }) => actions.splice(actions.length / 2)),
  },
  'live_play_by_play breaks off and says that it has ended': {
    about: ACTIONS,
    answer: game(({ actions }) => actions.splice(actions.length / 2, actions.length / 2 - 1)),
  },
  'live_play_by_play is of another game': {
    about: ACTIONS,
    answer: game((of) => (of.gameId = '0022000002')),
  },
  'live_play_by_play has the scores of both sides swapped': {
    about: ACTIONS,
    answer: game(({ actions }) => {
      for (const of of actions) [of.scoreHome, of.scoreAway] = [of.scoreAway, of.scoreHome]
    }),
  },
  'live_play_by_play gives shots to the next player': {
    about: ACTIONS,
    answer: game(({ actions }) => {
      const made = actions.filter(({ shotResult }) => shotResult === 'Made')
      const people = made.map(({ personId }) => personId)
      for (const [i, of] of made.entries()) of.personId = people[i + 1] ?? people[0]
    }),
  },
  'live_play_by_play gives shots to the next player of the team': {
    about: ACTIONS,
    answer: game(({ actions }) => {
      const made = actions.filter(({ shotResult, teamId }) => shotResult === 'Made' && teamId === NETS)
      const people = made.map(({ personId }) => personId)
      for (const [i, action] of made.entries()) action.personId = people[i + 1] ?? people[0]
    }),
  },
  'live_play_by_play has people whom nobody knows': {
    about: ACTIONS,
    answer: game(({ actions }) => {
      for (const of of actions) if (Number(of.personId) > 0) of.personId = Number(of.personId) + 7
    }),
  },
}

describe.skipIf(!available)('a source that lies about live files', () => {
  let season: LyingSeason
  beforeAll(async () => {
    season = await LyingSeason.start(LIVE_GAME)
  })
  afterAll(() => season.close())

  it.each(partOf(Object.entries(LIES), FEW_KINDS))(
    'is not believed where %s',
    async (what, { about, answer, note = '' }) => {
      const [dataset = ''] = what.split(' ')
      const lie = { about: (path: string) => about.test(path), answer }
      const { runId, datasets, differences, healed } = await season.tell(lie, LIVE_GAME.more, { first: true })
      const tables = CATALOGUE.nba.find(({ name }) => name === dataset)?.tables ?? []
      const changed = tables.some(({ name }) => differences.some(({ table }) => table === name))
      const outcome = datasets.find(({ name }) => name === dataset)?.outcome
      const believed = changed && outcome === 'succeeded'
      expect({ game: GAME, healed, believed }).toEqual({
        game: GAME,
        healed: true,
        believed: UNPROVABLE_OF_LIVE_FILES[what] !== undefined,
      })
      const { rows } = await season.environment.database.pool.query<{ detail: string }>(
        "select detail from sync_findings where run_id = $1 and dataset = $2 and kind = 'note'",
        [runId, dataset],
      )
      expect(rows.map(({ detail }) => detail).join('; ')).toContain(note)
    },
  )

  it('is not believed where an older file comes after a newer one', async () => {
    const older = game(({ homeTeam }) => (homeTeam.score = 3))
    const lie = {
      about: (path: string) => BOX.test(path),
      answer: (body: Body) =>
        older({ ...body, meta: { ...(body.meta as Body), time: '2020-12-22 21:00:00.000001' } }),
    }
    const { outcome, differences, healed } = await season.tell(lie, LIVE_GAME.more)
    expect({ outcome, differences, healed }).toEqual({ outcome: 'succeeded', differences: [], healed: true })
  })
})
