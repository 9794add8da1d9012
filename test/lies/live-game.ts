import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesOf, recorded } from '../datasets/recorded.js'
import type { Told } from './lying-season.js'

/** The game of which the live files are recorded: GSW @ BKN, the first of 2020-21. */
export const GAME = '0022000001'
export const DATE = '2020-12-22'

type Line = Readonly<Record<string, unknown>>

/** The live box score's statistics as the game logs call them. */
const STATISTICS = {
  PTS: 'points',
  FGM: 'fieldGoalsMade',
  FGA: 'fieldGoalsAttempted',
  FG_PCT: 'fieldGoalsPercentage',
  FG3M: 'threePointersMade',
  FG3A: 'threePointersAttempted',
  FG3_PCT: 'threePointersPercentage',
  FTM: 'freeThrowsMade',
  FTA: 'freeThrowsAttempted',
  FT_PCT: 'freeThrowsPercentage',
  OREB: 'reboundsOffensive',
  DREB: 'reboundsDefensive',
  AST: 'assists',
  STL: 'steals',
  BLK: 'blocks',
  PF: 'foulsPersonal',
} as const

/** A table as a file, its columns in the order of the first row. */
const csv = (rows: readonly Line[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((row) => row.join(','))
    .join('\n') + '\n'

/** The game logs of the game, which are not recorded: what its live box score has. */
function logs(): { readonly players: readonly Line[]; readonly teams: readonly Line[] } {
  const { players, teams } = linesOf(recorded(`pbpstats.liveData.boxscore.${GAME}.json.gz`), 'game')
  const common = (id: unknown) => {
    const own = teams.find(({ line }) => line.teamId === id)
    const other = teams.find(({ line }) => line.teamId !== id)
    const [code, opponent] = [own, other].map((side) => String(side?.line.teamTricode))
    return {
      SEASON_ID: '22020',
      TEAM_ID: id,
      TEAM_ABBREVIATION: code,
      TEAM_NAME: `${String(own?.line.teamCity)} ${String(own?.line.teamName)}`,
      GAME_ID: GAME,
      GAME_DATE: DATE,
      MATCHUP: `${code} ${own?.isHome === true ? 'vs.' : '@'} ${opponent}`,
      WL: Number(own?.line.score) > Number(other?.line.score) ? 'W' : 'L',
    }
  }
  const statistics = (line: Line) =>
    Object.fromEntries(
      Object.entries(STATISTICS).map(([header, name]) => [
        header,
        header.endsWith('_PCT') ? Math.round(Number(line[name]) * 1000) / 1000 : line[name],
      ]),
    )
  const margin = Number(teams[0]?.line.score) - Number(teams[1]?.line.score)
  return {
    players: players
      .filter(({ line }) => line.played === '1')
      .map(({ team, line }) => ({
        PLAYER_ID: line.personId,
        PLAYER_NAME: line.name,
        ...common(team),
        MIN: Math.round(
          Number(/\d+/.exec(String(line.minutes))?.[0]) +
            Number(/M(\d+)/.exec(String(line.minutes))?.[1]) / 60,
        ),
        ...statistics(line),
        REB: line.reboundsTotal,
        TOV: line.turnovers,
        PLUS_MINUS: line.plusMinusPoints,
      })),
    teams: teams.map(({ isHome, line }) => ({
      ...common(line.teamId),
      MIN: 240,
      ...statistics(line),
      REB: line.reboundsPersonal,
      TOV: line.turnoversTotal,
      PLUS_MINUS: isHome ? margin : -margin,
      VIDEO_AVAILABLE: 1,
    })),
  }
}

/** A season of this game alone, some weeks after it. */
export const LIVE_GAME: Told = {
  season: '2020-21',
  today: '2021-01-10',
  always: ['games', 'team_game_logs', 'player_game_logs'],
  more: ['box_scores', 'live_box_scores', 'live_play_by_play'],
  lying: ['live_box_scores', 'live_play_by_play'],
  write: (folder) => {
    mkdirSync(join(folder, 'seasons'))
    const { players, teams } = logs()
    writeFileSync(join(folder, 'seasons', 'P-2020-21.csv'), csv(players))
    writeFileSync(join(folder, 'seasons', 'T-2020-21.csv'), csv(teams))
  },
}
