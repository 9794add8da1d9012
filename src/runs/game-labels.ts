import type pg from 'pg'
import { gameNames } from '../store/completeness/game-names.js'

/** A game id, but for those of an address. */
const GAME_ID = /(?<!GameID=)\b00[1-6]\d{7}\b/g

/** Adds to each game id in a text the teams and the date of the game. */
export type LabelGames = (text: string) => string

/**
 * A function that adds teams and date to the game ids that these texts have: '0021800549' -> '0021800549 (HOU at GSW,
 * 2019-01-03)'. A game whose teams are not stored keeps its id alone.
 */
export async function gameLabels(pool: pg.Pool, texts: readonly string[]): Promise<LabelGames> {
  const ids = new Set(texts.flatMap((text) => text.match(GAME_ID) ?? []))
  const names = ids.size === 0 ? new Map<string, string>() : await gameNames(pool, [...ids])
  return (text) =>
    text.replaceAll(GAME_ID, (id) => {
      const [, teams, date] = /^(.+) (\S+)$/.exec(names.get(id) ?? '') ?? []
      return teams === undefined ? id : `${id} (${teams.replace(' @ ', ' at ')}, ${date})`
    })
}
