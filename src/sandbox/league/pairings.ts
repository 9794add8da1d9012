import { TEAM_COUNT, TEAMS_PER_DIVISION } from './teams.js'

/** Two teams, by their index in `teamsOf`. */
export interface Pairing {
  readonly home: number
  readonly away: number
}

/**
 * The pairings of a regular season, by the real league's rule: four games with each team of the division, three or four
 * with each other team of the conference, two with each of the other conference. Each team has 82 games, 41 at home.
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
  const [divisionA, divisionB] = [a, b].map((team) => Math.floor(team / TEAMS_PER_DIVISION))
  if (divisionA === divisionB) return [2, 2]
  if (a < TEAM_COUNT / 2 !== b < TEAM_COUNT / 2) return [1, 1]
  // A team meets two of the five opponents in another division three times. It hosts two games with one of them and one
  // with the other, which keeps 41 games at home; the year rotates the opponents.
  const step = (b - a + year + 2 * TEAM_COUNT) % TEAMS_PER_DIVISION
  if (step === 0) return [2, 1]
  return step === 1 ? [1, 2] : [2, 2]
}
