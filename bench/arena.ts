import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { rmSync } from 'node:fs'
import { z } from 'zod'
import { Home } from '../test/real/command.js'
import { replayAvailable, startReplay, type Replay } from '../test/real/replay.js'
import type { Owned } from './owned.js'
import type { Scale } from './scale.js'
import { startScratchPostgres, type ScratchPostgres } from './servers/postgres.js'
import { BenchStack, type StackOptions } from './servers/stack.js'
import { toySeason } from './servers/toy-season.js'

/** Holds all answers of a season in the form in which each of the tools asks for them. */
const KEEP = ['--keep', '6000']

const address = z.object({ url: z.string() })

interface Sandbox {
  readonly url: string
  readonly pid: number | undefined
}

/** What the scenarios share: the size, the servers, each started at its first use, and what to tell the person. */
export class Arena {
  readonly replayAvailable = replayAvailable
  #replay: Promise<Replay> | undefined
  #postgres: Promise<ScratchPostgres> | undefined
  #sandbox: Promise<Sandbox> | undefined
  readonly #stacks = new Map<string, Promise<BenchStack>>()

  constructor(
    readonly scale: Scale,
    readonly owned: Owned,
    /** Prints a line about what is being measured. */
    readonly say: (line: string) => void,
  ) {}

  /** The replay server of the recorded season; `warmReplay` also makes it cheap. */
  replay(): Promise<Replay> {
    this.#replay ??= this.#startReplay()
    return this.#replay
  }

  /** A Postgres for the tools that bring none. */
  postgres(): Promise<ScratchPostgres> {
    this.#postgres ??= startScratchPostgres(this.owned)
    return this.#postgres
  }

  /** The made-up league, in a process of its own. */
  sandbox(): Promise<Sandbox> {
    this.#sandbox ??= this.#startSandbox()
    return this.#sandbox
  }

  /**
   * An embedded stack that is up, new and with an empty database. In a toy run one stack serves all that want the same
   * settings, because starting it takes longer than what is done with it; it then ends with the bench.
   */
  stack(sourceUrl: string, options: StackOptions): Promise<BenchStack> {
    const start = (): Promise<BenchStack> => BenchStack.up(this.owned, sourceUrl, options)
    if (!this.scale.toy) return start()
    const key = JSON.stringify([sourceUrl, options])
    const shared = this.#stacks.get(key) ?? start()
    this.#stacks.set(key, shared)
    return shared.then((stack) => {
      stack.remove = () => Promise.resolve()
      return stack
    })
  }

  async #startSandbox(): Promise<Sandbox> {
    const home = new Home('http://127.0.0.1:9')
    await this.owned.add(() => home.remove())
    const { child } = home.start('sandbox', '--port', '0', '--json')
    await this.owned.add(async () => {
      if (child.kill('SIGTERM')) await once(child, 'exit')
    })
    if (child.stdout === null) throw new Error('the sandbox has no output')
    const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
    return { url: address.parse(JSON.parse(String(line))).url, pid: child.pid }
  }

  async #startReplay(): Promise<Replay> {
    const { scale, owned } = this
    const folder = scale.toy && scale.today !== undefined ? toySeason(scale.season, scale.today) : undefined
    if (folder !== undefined) await owned.add(async () => rmSync(folder, { recursive: true }))
    const replay = await startReplay(...KEEP, ...(folder === undefined ? [] : ['--data', folder]))
    await owned.add(() => replay.stop())
    return replay
  }
}
