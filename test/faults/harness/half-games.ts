import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Often enough to look into every merge several times. */
const LOOK_MS = 10

/** Box score rows of a game as one look saw them. */
interface Sight {
  readonly game_id: string
  readonly rows: string
}

const SIGHTS = `
  select game_id, coalesce(p.n, 0) || ' players of ' || coalesce(p.teams, 0) || ' teams, ' || coalesce(t.n, 0) || ' team rows' as rows
  from (select game_id, count(*) as n, count(distinct team_id) as teams from box_score_players group by 1) p
  full join (select game_id, count(*) as n from box_score_teams group by 1) t using (game_id)`

/** I7: a reader that looks at the box scores again and again, and remembers every state of each game that it saw. */
export class HalfGameWatch {
  readonly #seen = new Map<string, Set<string>>()
  readonly #over = new AbortController()
  readonly #client: pg.Client
  #looks = 0
  #looking: Promise<void> | undefined

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async start(databaseUrl: string): Promise<HalfGameWatch> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'reader' })
    client.on('error', () => undefined) // a restarted server ends the watch; what it saw until then counts
    await client.connect()
    const watch = new HalfGameWatch(client)
    watch.#looking = watch.#look()
    return watch
  }

  /** Ends the watch. Fails when any look saw a game in another state than its last. */
  async neverSawHalf(): Promise<string> {
    this.#over.abort()
    await this.#looking
    const final = await this.#sights()
    await this.#client.end()
    const half = final.flatMap(({ game_id, rows }) =>
      [...(this.#seen.get(game_id) ?? [])]
        .filter((state) => state !== rows)
        .map((state) => `${game_id} with ${state} instead of ${rows}`),
    )
    if (half.length > 0)
      throw new Error(`a reader saw ${half.length} games half: ${half.slice(0, 3).join('; ')}`)
    return `a reader looked ${this.#looks} times while games arrived and saw none half`
  }

  async #look(): Promise<void> {
    while (!this.#over.signal.aborted) {
      const sights = await this.#sights().catch(() => undefined)
      if (sights === undefined) return
      this.#looks++
      for (const { game_id, rows } of sights) {
        const states = this.#seen.get(game_id) ?? new Set()
        this.#seen.set(game_id, states.add(rows))
      }
      await sleep(LOOK_MS)
    }
  }

  async #sights(): Promise<Sight[]> {
    return (await this.#client.query<Sight>(SIGHTS)).rows
  }
}
