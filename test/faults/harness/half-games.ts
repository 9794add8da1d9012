import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Interval between two reads: short enough for several reads during every merge. */
const READ_EVERY_MS = 10

/** The box score rows of a game, as one read found them. */
interface RowsOfGame {
  readonly game_id: string
  readonly rows: string
}

const ROWS_OF_GAMES = `
  select game_id, coalesce(p.n, 0) || ' players of ' || coalesce(p.teams, 0) || ' teams, ' || coalesce(t.n, 0) || ' team rows' as rows
  from (select game_id, count(*) as n, count(distinct team_id) as teams from box_score_players group by 1) p
  full join (select game_id, count(*) as n from box_score_teams group by 1) t using (game_id)`

/** I7: a reader that queries the box scores repeatedly and remembers every state of each game that it found. */
export class HalfGameWatch {
  readonly #seen = new Map<string, Set<string>>()
  readonly #over = new AbortController()
  readonly #client: pg.Client
  #reads = 0
  #reading: Promise<void> | undefined

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async start(databaseUrl: string): Promise<HalfGameWatch> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'reader' })
    client.on('error', () => undefined) // A restarted server ends the watch; the states read until then count.
    await client.connect()
    const watch = new HalfGameWatch(client)
    watch.#reading = watch.#read()
    return watch
  }

  /** Ends the watch. Throws when any read found a game in another state than its last. */
  async assertNoHalfGame(): Promise<string> {
    this.#over.abort()
    await this.#reading
    const final = await this.#rowsOfGames()
    await this.#client.end()
    const half = final.flatMap(({ game_id, rows }) =>
      [...(this.#seen.get(game_id) ?? [])]
        .filter((state) => state !== rows)
        .map((state) => `${game_id} with ${state} instead of ${rows}`),
    )
    if (half.length > 0)
      throw new Error(`a reader saw ${half.length} half games: ${half.slice(0, 3).join('; ')}`)
    return `a reader queried ${this.#reads} times while games arrived and saw no half game`
  }

  async #read(): Promise<void> {
    while (!this.#over.signal.aborted) {
      const games = await this.#rowsOfGames().catch(() => undefined)
      if (games === undefined) return
      this.#reads++
      for (const { game_id, rows } of games) {
        const states = this.#seen.get(game_id) ?? new Set()
        this.#seen.set(game_id, states.add(rows))
      }
      await sleep(READ_EVERY_MS)
    }
  }

  async #rowsOfGames(): Promise<RowsOfGame[]> {
    return (await this.#client.query<RowsOfGame>(ROWS_OF_GAMES)).rows
  }
}
