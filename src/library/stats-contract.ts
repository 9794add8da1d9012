import { z } from 'zod'
import type { Dataset, Row, StoredSeason } from '../datasets/dataset.js'
import gamesDataset from '../datasets/nba/games.js'
import playerSeasons from '../datasets/nba/player-seasons.js'
import {
  currentSeason,
  FIRST_SEASON_YEAR,
  hadSeasonType,
  SEASON_TYPES,
  seasonDates,
  seasonOf,
  startYear,
  type SeasonType,
} from '../season/season.js'
import type { NbaSettings } from '../settings.js'
import { parseJson } from '../sources/http/json.js'
import { SourceError } from '../sources/judge/source-error.js'
import { NbaSource } from '../sources/nba.js'
import { gameShape, playerShape, type Contract, type Game, type Player } from './contract.js'

/** The datasets that are read here ask for a season, whatever is stored. */
const NOTHING_STORED: StoredSeason = {
  playedGames: () => Promise.resolve([]),
  teams: () => Promise.resolve([]),
  players: () => Promise.resolve([]),
}

/** What the games of the original contract have and the rows of `games` have not. */
const schedule = z.object({
  leagueSchedule: z.object({
    gameDates: z.array(
      z.object({
        games: z.array(
          z.object({
            gameId: z.string(),
            homeTeam: z.object({ teamTricode: z.string().nullish() }),
            awayTeam: z.object({ teamTricode: z.string().nullish() }),
          }),
        ),
      }),
    ),
  }),
})

/**
 * The original contract from the NBA's stats: players by `playerindex`, games by the season's `scheduleleaguev2`, read as
 * the datasets `player_seasons` and `games` read them. One request for each question.
 */
export function statsContract(settings: NbaSettings): Contract {
  const source = new NbaSource(settings)
  /** The answer to a dataset's question about a season, and its rows of each of these types. */
  const ask = async (dataset: Dataset, season: string, types: readonly SeasonType[]) => {
    const [first = 'Regular Season'] = types
    const [request] = await dataset.requests({ season, seasonType: first }, NOTHING_STORED)
    if (request === undefined) throw new Error(`${dataset.name} asks nothing`)
    const { decodedBody } = await source.get(request)
    const json: unknown = parseJson(decodedBody, request.label)
    const rows = types.flatMap((seasonType) =>
      [...dataset.transform(json, request, { season, seasonType })].map((each): Row => {
        if ('row' in each) return each.row
        throw new SourceError('ContractBroken', `${request.label}: row ${each.rowNumber} ${each.reason}.`)
      }),
    )
    return { json, rows, label: request.label }
  }
  return {
    players: async (season) => {
      const { rows, label } = await ask(playerSeasons, season, ['Regular Season'])
      if (rows.length === 0) throw new SourceError('SuspiciouslyEmpty', `${label}: no player of the season.`)
      return latestOfEach(rows).map(playerOf)
    },
    games: async (date) => {
      const season = seasonAt(date)
      if (startYear(season) < FIRST_SEASON_YEAR) return []
      const types = SEASON_TYPES.filter((seasonType) => hadSeasonType({ season, seasonType }))
      const { json, rows } = await ask(gamesDataset, season, types)
      const codes = codesOf(json)
      return rows
        .filter(({ game_date: day }) => day === date)
        .map((row) => gameOf(row, season, codes.get(String(row.game_id)) ?? []))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },
    close: () => source.close(),
  }
}

/** The season of a game on a date: that of 2019-20 ended after the day on which seasons roll over. */
function seasonAt(date: string): string {
  const season = currentSeason(date)
  const before = seasonOf(startYear(season) - 1)
  return date <= seasonDates(before).last ? before : season
}

/** The abbreviations of both teams by game, the home team's first. */
function codesOf(json: unknown): ReadonlyMap<string, readonly (string | null | undefined)[]> {
  const games = schedule.parse(json).leagueSchedule.gameDates.flatMap((day) => day.games)
  return new Map(
    games.map(({ gameId, homeTeam, awayTeam }) => [gameId, [homeTeam.teamTricode, awayTeam.teamTricode]]),
  )
}

/** A row a player: that of the team whose roster he is on, otherwise the last one. */
function latestOfEach(rows: readonly Row[]): readonly Row[] {
  const byId = new Map<unknown, Row>()
  for (const row of rows) {
    if (byId.get(row.player_id)?.on_roster !== true) byId.set(row.player_id, row)
  }
  return [...byId.values()]
}

const playerOf = (row: Row): Player =>
  playerShape.parse({
    id: row.player_id,
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    teamId: row.team_id === 0 ? null : row.team_id,
    teamAbbreviation: row.team_abbreviation,
    position: row.position,
    jersey: row.jersey_number,
    height: row.height,
    weight: row.weight_pounds,
    birthdate: null,
    isActive: row.on_roster ?? null,
  })

/** The words of the original contract for `games.status`. */
const STATUS: readonly (string | undefined)[] = [undefined, 'Scheduled', 'Live', 'Final']

const CALLED_OFF: readonly (readonly [RegExp, string])[] = [
  [/^(?:ppd|postponed)/i, 'Postponed'],
  [/^cancell?ed/i, 'Cancelled'],
]

const gameOf = (row: Row, season: string, [home, away]: readonly (string | null | undefined)[]): Game =>
  gameShape.parse({
    id: row.game_id,
    season,
    date: row.game_date,
    status: statusOf(row),
    homeTeamId: row.home_team_id,
    homeTeamAbbreviation: home,
    awayTeamId: row.away_team_id,
    awayTeamAbbreviation: away,
    homeScore: row.home_score,
    awayScore: row.away_score,
    neutralSite: row.neutral_site ?? null,
  })

function statusOf({ status, status_text: text }: Row): string {
  const words = STATUS[Number(status)]
  const called = status === 1 ? CALLED_OFF.find(([pattern]) => pattern.test(String(text)))?.[1] : undefined
  return called ?? words ?? String(text)
}
