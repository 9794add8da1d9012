import { addDays } from './calendar.js'
import { gameId, type Fixture } from './fixtures.js'
import type { Played } from './game.js'
import { ranked, tableOf, type StandingsGame } from './table.js'
import { TEAM_COUNT } from './teams.js'

const WINS = 4

/** Whether the better team hosts each of a series' seven games. */
const AT_HOME = [true, true, false, false, true, false, true]

/** Seeds of a conference's first round, in the order of the bracket. */
const BRACKET = [1, 8, 4, 5, 3, 6, 2, 7]

/** Days from a round's first game to the next round's: seven games with a day between them, and a rest. */
const ROUND_DAYS = 16

/**
 * Plays four rounds, best of seven, with eight teams of each conference. Like in real game ids, the last three digits
 * are round, series and game. A round's series alternate between two starting days, with a game every other day.
 */
export function playoffs(
  year: number,
  regular: readonly StandingsGame[],
  firstDay: string,
  playOne: (fixture: Fixture) => Played,
): void {
  const table = tableOf(regular)
  const order = ranked(
    table,
    Array.from({ length: TEAM_COUNT }, (_, team) => team),
  )
  const rank = new Map(order.map((team, index) => [team, index]))
  const half = TEAM_COUNT / 2
  const bracket = [(team: number) => team < half, (team: number) => team >= half].flatMap((ofConference) => {
    const conference = order.filter(ofConference)
    return BRACKET.map((seed) => conference[seed - 1] ?? 0)
  })
  let teams = bracket
  for (let round = 1; teams.length > 1; round++) {
    const pairs = Array.from({ length: teams.length / 2 }, (_, i) =>
      [teams[2 * i] ?? 0, teams[2 * i + 1] ?? 0].toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
    )
    const start = addDays(firstDay, (round - 1) * ROUND_DAYS)
    teams = playRound(pairs, round, year, start, playOne)
  }
}

/** Plays all series of a round, day by day; returns the winners in the order of the bracket. */
function playRound(
  pairs: readonly (readonly number[])[],
  round: number,
  year: number,
  start: string,
  playOne: (fixture: Fixture) => Played,
): number[] {
  const wins = pairs.map(() => [0, 0])
  for (let day = 0; day < 2 * AT_HOME.length; day++) {
    const number = Math.floor(day / 2)
    for (const [series, [better = 0, worse = 0]] of pairs.entries()) {
      const won = wins[series] ?? []
      if (series % 2 !== day % 2 || won.includes(WINS)) continue
      const atHome = AT_HOME[number] ?? true
      const result = playOne({
        id: gameId(4, year, round * 100 + series * 10 + number + 1),
        home: atHome ? better : worse,
        away: atHome ? worse : better,
        date: addDays(start, day),
        tipoff: 1200 + 30 * (series % 4),
        neutral: false,
      })
      const winner = result.home.score > result.away.score === atHome ? 0 : 1
      won[winner] = (won[winner] ?? 0) + 1
    }
  }
  return pairs.map(([better = 0, worse = 0], series) => ((wins[series]?.[0] ?? 0) === WINS ? better : worse))
}
