import type { Row, Transformed } from '../dataset.js'

const FINAL = 3

/**
 * One entry for each game: a game that was postponed stands under its old date and its new one. The entry of the game
 * that was played counts, otherwise that of the later date; the dead one is no row, and no fault of the answer either.
 * Entries that contradict each other (one date, or two results) stay both, so that the second goes to quarantine.
 */
export function* oneEntryEach(entries: Iterable<Transformed>): Iterable<Transformed> {
  const kept: (Transformed | undefined)[] = []
  const placeOf = new Map<Row[string], number>()
  for (const entry of entries) {
    const game = 'row' in entry ? entry.row.game_id : undefined
    const place = game === undefined ? undefined : placeOf.get(game)
    const before = place === undefined ? undefined : kept[place]
    if ('row' in entry && place !== undefined && before !== undefined && 'row' in before) {
      const dead = deadOf(before.row, entry.row)
      if (dead === entry.row) continue
      if (dead === before.row) kept[place] = undefined
    }
    if (game !== undefined) placeOf.set(game, kept.length)
    kept.push(entry)
  }
  for (const entry of kept) if (entry !== undefined) yield entry
}

/** The entry of the two under which the game was not played; undefined where they contradict each other. */
function deadOf(one: Row, other: Row): Row | undefined {
  if (one.game_date === other.game_date) return undefined
  const [first = 0, second = 0] = [one.status, other.status].map(Number)
  if (first !== second) return first < second ? one : other
  const sameScore = one.home_score === other.home_score && one.away_score === other.away_score
  if (first === FINAL && !sameScore) return undefined
  return String(one.game_date) < String(other.game_date) ? one : other
}
