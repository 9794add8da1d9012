import { seasonOf, type SeasonType } from '../../season/season.js'
import { addDays } from './calendar.js'
import type { Careers } from './careers.js'
import { preseason, regularSeason, seasonDays, type Fixture } from './fixtures.js'
import { play, type GameSheet, type Played } from './game.js'
import { playoffs } from './playoffs.js'
import { Rng } from './rng.js'
import { Rosters, type Member } from './rosters.js'
import type { TeamSheet } from './side.js'
import { TEAM_COUNT, teamsOf, type Team } from './teams.js'

/** A game with its result. */
export interface LeagueGame extends Omit<Fixture, 'home' | 'away'>, Played {
  readonly type: SeasonType
  /** Input of `play` that replays the game event by event. */
  readonly sheet: GameSheet
}

/** A whole season, played to its end: the answers leave out what has not happened by their date. */
export interface Season {
  readonly year: number
  /** '2024-25' */
  readonly name: string
  readonly teams: readonly Team[]
  /** Preseason, regular season and playoffs, by date. */
  readonly games: readonly LeagueGame[]
  /** Each player's time with each team. */
  readonly members: readonly Member[]
}

/**
 * Additions to the share of shots made: a team's own strength beyond its players (one standard deviation), and playing
 * at home.
 */
const EDGE = { team: 0.013, home: 0.009 }

/** Each season has a game with three overtimes: the first overtime game of the new year. */
const LONG_GAME_PERIODS = 7

/** Plays a season. Undefined before the league's first season. */
export function playSeason(seed: number, careers: Careers, year: number): Season | undefined {
  const opening = careers.opening(year)
  if (!opening) return undefined
  const rosters = new Rosters(seed, year, opening)
  const edges = Array.from(
    { length: TEAM_COUNT },
    (_, team) => EDGE.team * new Rng(seed, 'edge', year, team).bell(),
  )
  const games: LeagueGame[] = []
  let hasLong = false

  const teamSheet = (team: number, date: string, bonus: number): TeamSheet => {
    const roster = rosters.of(team)
    return {
      team,
      edge: (edges[team] ?? 0) + bonus,
      roster,
      out: new Set(roster.filter((member) => rosters.isOut(member, date))),
    }
  }
  const sheetOf = ({ id, date, home, away, neutral }: Fixture): GameSheet => {
    rosters.advanceTo(date)
    return {
      seed,
      id,
      home: teamSheet(home, date, neutral ? 0 : EDGE.home),
      away: teamSheet(away, date, 0),
    }
  }
  const playOne = (fixture: Fixture, type: SeasonType): LeagueGame => {
    const first = sheetOf(fixture)
    const result = play(first)
    const long = type === 'Regular Season' && !hasLong && result.periods > 4 && fixture.date > `${year + 1}`
    hasLong ||= long
    const sheet = long ? endingAfter(first, LONG_GAME_PERIODS) : first
    const game = { ...fixture, type, sheet, ...(long ? play(sheet) : result) }
    games.push(game)
    return game
  }

  for (const fixture of preseason(seed, year)) playOne(fixture, 'Pre Season')
  const regular = regularSeason(seed, year)
  const results = regular.map((fixture) => playOne(fixture, 'Regular Season'))
  playoffs(year, results, addDays(seasonDays(year)[1], 6), (fixture) => playOne(fixture, 'Playoffs'))
  return { year, name: seasonOf(year), teams: teamsOf(year), games, members: rosters.members }
}

/**
 * Changes a game that went to overtime so that it ends after `periods`: replays each overtime until it ends level, the
 * last until it does not.
 */
function endingAfter(sheet: GameSheet, periods: number): GameSheet {
  const salts = Array.from({ length: periods }, () => 0)
  for (let period = 5; period <= periods; period++) {
    const level = (): boolean => play({ ...sheet, salts }).periods > period
    while (level() !== period < periods) salts[period - 1] = (salts[period - 1] ?? 0) + 1
  }
  return { ...sheet, salts }
}
