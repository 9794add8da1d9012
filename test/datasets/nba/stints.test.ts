import { beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import stints from '../../../src/datasets/nba/stints.js'
import { linesOf, readRecorded, recorded, rowsOf } from '../recorded.js'

/** CLE - CHI, 145 : 134 after overtime: the one game of which the league's own rotations are recorded as well. */
const GAME = '0022200552'
const OF_GAME = { about: GAME, season: '2022-23' }
const HOME = 1610612739

const actions = recorded('smoke.PlayByPlayV3.json.gz')
const box = recorded('smoke.BoxScoreTraditionalV3.json.gz')
const advanced = recorded('smoke.BoxScoreAdvancedV3.json.gz')
const rotations = recorded('smoke.GameRotation.json.gz')

/** A time of a player on the floor, in seconds of the game, and what his team won in it. */
interface Spell {
  readonly player: number
  readonly from: number
  readonly to: number
  readonly won: number
}

describe.skipIf([actions, box, advanced, rotations].includes(undefined))('stints of a recorded game', () => {
  let of: (table: string) => readonly Row[]
  beforeAll(async () => {
    const { rows } = await readRecorded(playByPlay, actions, OF_GAME)
    const lines = await readRecorded(boxScores, box, OF_GAME)
    const stored = {
      play_by_play: rows,
      box_score_players: lines.of('box_score_players'),
      box_score_teams: lines.of('box_score_teams'),
    }
    of = (await readRecorded(stints, stored, OF_GAME)).of
  })

  it("have each player's time on the floor and what his team won in it, as the league's own rotations", () => {
    const ours = of('stints').flatMap((stint) => {
      const spell = { from: Number(stint.start_seconds), to: Number(stint.end_seconds) }
      const [home, away] = [Number(stint.home_points), Number(stint.away_points)]
      return [
        ...idsIn(stint.home_players).map((player) => ({ player, ...spell, won: home - away })),
        ...idsIn(stint.away_players).map((player) => ({ player, ...spell, won: away - home })),
      ]
    })
    const theirs = ['HomeTeam', 'AwayTeam'].flatMap((name) =>
      rowsOf(rotations, name).map((row) => ({
        player: Number(row.PERSON_ID),
        from: Number(row.IN_TIME_REAL) / 10,
        to: Number(row.OUT_TIME_REAL) / 10,
        won: Number(row.PT_DIFF),
      })),
    )
    expect(joined(ours)).toEqual(joined(theirs))
  })

  it('add up to the final score and to the plus/minus of each player', () => {
    expect(of('stint_games')).toEqual([
      { game_id: GAME, misfit: null, stints: 39, possessions: 215, seconds_off: 0.5, plus_minus_off: 0 },
    ])
    const points = (column: string): number => of('stints').reduce((sum, row) => sum + Number(row[column]), 0)
    expect([points('home_points'), points('away_points')]).toEqual([145, 134])
  })

  it('have possessions that take turns, leave no time out and add up to the final score', () => {
    const possessions = of('possessions')
    const before = (i: number): Row => possessions[i - 1] ?? { end_seconds: 0 }
    expect(possessions.map(({ start_seconds }) => start_seconds)).toEqual(
      possessions.map((_possession, i) => before(i).end_seconds),
    )
    expect(possessions.at(-1)?.end_seconds).toBe(3180)
    const repeated = possessions.filter(
      ({ period, team_id }, i) => period === before(i).period && team_id === before(i).team_id,
    )
    expect(repeated).toEqual([])
    const pointsOf = (isHome: boolean): number =>
      possessions.reduce(
        (sum, { team_id, points, opponent_points }) =>
          sum + Number((team_id === HOME) === isHome ? points : opponent_points),
        0,
      )
    expect([pointsOf(true), pointsOf(false)]).toEqual([145, 134])
  })

  it("have as many possessions of each team as the league's own count, but for one", () => {
    for (const { line } of linesOf(advanced, 'boxScoreAdvanced').teams) {
      const own = of('possessions').filter((possession) => possession.team_id === line.teamId)
      expect(Math.abs(own.length - Number(line.possessions))).toBeLessThanOrEqual(1)
    }
  })
})

const idsIn = (cell: unknown): readonly number[] => String(cell).slice(1, -1).split(',').map(Number)

/** The spells with those that follow each other joined, in order. */
function joined(spells: readonly Spell[]): readonly Spell[] {
  const all: Spell[] = []
  for (const spell of spells.toSorted((a, b) => a.player - b.player || a.from - b.from)) {
    const last = all.at(-1)
    if (last?.player === spell.player && last.to === spell.from)
      all[all.length - 1] = { ...last, to: spell.to, won: last.won + spell.won }
    else all.push(spell)
  }
  return all
}
