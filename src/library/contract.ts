import { z } from 'zod'

/** A player of the original contract. Members that are not listed here are passed on. */
export const playerShape = z.looseObject({
  id: z.number(),
  firstName: z.string(),
  lastName: z.string(),
  teamId: z.number().nullish(),
  teamAbbreviation: z.string().nullish(),
  position: z.string().nullish(),
  jersey: z.string().nullish(),
  /** Feet and inches, '6-9'. */
  height: z.string().nullish(),
  /** Pounds. */
  weight: z.union([z.string(), z.number()]).nullish(),
  /** YYYY-MM-DD; null where the players come from the NBA's stats, whose list of a season has none. */
  birthdate: z.string().nullish(),
  isActive: z.boolean().nullish(),
})

/** A game of the original contract. */
export const gameShape = z.looseObject({
  /** Ten digits. */
  id: z.string(),
  season: z.string().nullish(),
  /** The game's own Eastern date, YYYY-MM-DD. */
  date: z.string(),
  status: z.string(),
  homeTeamId: z.number().nullish(),
  homeTeamAbbreviation: z.string().nullish(),
  awayTeamId: z.number().nullish(),
  awayTeamAbbreviation: z.string().nullish(),
  /** Points; null before the game. */
  homeScore: z.number().nullish(),
  awayScore: z.number().nullish(),
  neutralSite: z.boolean().nullish(),
})

/** A player as `GET /players/{season}` has one. */
export type Player = z.infer<typeof playerShape>
/** A game as `GET /games/{date}` has one. */
export type Game = z.infer<typeof gameShape>

/** The two questions of the original contract; season and date are checked already. */
export interface Contract {
  players(season: string): Promise<Player[]>
  games(date: string): Promise<Game[]>
  /** Closes idle connections. */
  close(): void
}
