import { gamesOfATeam } from '../../season/whole-season.js'
import { seasonOf } from '../../season/season.js'
import { TEAM_COUNT, TEAMS_PER_DIVISION } from './teams.js'

/** Two teams, by their index in `teamsOf`. */
export interface Pairing {
  readonly home: number
  readonly away: number
}

const USUAL_GAMES = 82
const CONFERENCE = TEAM_COUNT / 2
/** After the end of every season. */
const LAST_DAY = '9999-12-31'

/**
 * The games of each team in a regular season: those of the real league, which had fewer in some years, since what verify
 * takes for a whole season holds for this league, too. Even, so that half of them can be at home.
 */
export function gamesEach(year: number): number {
  const real = gamesOfATeam({ season: seasonOf(year), seasonType: 'Regular Season' }, LAST_DAY)
  return real === undefined ? USUAL_GAMES : 2 * Math.floor(real.most / 2)
}

/**
 * The pairings of a regular season, by the real league's rule: four games with each team of the division, three or four
 * with each other team of the conference, two with each of the other conference. Each team has 82 games, 41 at home; in a
 * shorter season fewer with the other conference.
 */
export function pairings(year: number): Pairing[] {
  const games: Pairing[] = []
  for (let a = 0; a < TEAM_COUNT; a++) {
    for (let b = a + 1; b < TEAM_COUNT; b++) {
      const [atA, atB] = meetings(a, b, year)
      for (let i = 0; i < atA; i++) games.push({ home: a, away: b })
      for (let i = 0; i < atB; i++) games.push({ home: b, away: a })
    }
  }
  return games
}

/** Number of games at team a's arena and at team b's. */
function meetings(a: number, b: number, year: number): readonly [number, number] {
  const [divisionA = 0, divisionB = 0] = [a, b].map((team) => Math.floor(team / TEAMS_PER_DIVISION))
  // Pairs of a home and an away game that each team has less than usual.
  const fewer = (USUAL_GAMES - gamesEach(year)) / 2
  if (divisionA === divisionB) return [2, 2]
  if (a < CONFERENCE !== b < CONFERENCE) return (b - a + CONFERENCE) % CONFERENCE < fewer ? [0, 0] : [1, 1]
  // A team meets two of the five opponents in another division three times. It hosts two games with one of them and one
  // with the other, which keeps 41 games at home; the year rotates the opponents.
  const step = (b - a + year + 2 * TEAM_COUNT) % TEAMS_PER_DIVISION
  const [atA, atB] = step === 0 ? [2, 1] : step === 1 ? [1, 2] : [2, 2]
  // Where nothing is left of the other conference, each team hosts one game less with its like in the next division, and
  // is a guest of its like in the one before once less.
  if (fewer <= CONFERENCE || a % TEAMS_PER_DIVISION !== b % TEAMS_PER_DIVISION) return [atA, atB]
  return divisionB === divisionA + 1 ? [atA - 1, atB] : [atA, atB - 1]
}
