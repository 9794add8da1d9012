import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DURING_THE_SEASON, SEASON, startTinyLeague, type TinyLeague } from '../support/tiny-league.js'
import { atTerminal, HAS_TERMINAL, type AtTerminal } from '../support/terminal.js'
import { CommandLine } from './command-line.js'

const CTRL_C = '\u0003'
const QUESTION = 'Press d to detach (the sync continues), or c to cancel the sync'

interface Run {
  readonly runId: string
  readonly outcome: string
}

let folder: string
let league: TinyLeague
let cli: CommandLine
let env: Record<string, string>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-interrupts-'))
  league = await startTinyLeague()
  env = {
    SEASON_SYNC_HOME: join(folder, 'state'),
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    SEASON_SYNC_TODAY: DURING_THE_SEASON,
    NBA_PACE: '1000',
  }
  cli = new CommandLine(env)
})
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A sync at a terminal whose request is answered only after `letGo`, interrupted once. */
async function interrupted(): Promise<AtTerminal & { readonly letGo: () => void }> {
  let letGo = (): void => undefined
  league.always('scheduleleaguev2', { after: new Promise<void>((resolve) => (letGo = resolve)) })
  const sync = atTerminal(env, ['sync', SEASON, '--only', 'games'])
  await sync.shows('› games')
  sync.press(CTRL_C)
  await sync.shows(QUESTION)
  return { ...sync, letGo }
}

const latest = async (): Promise<Run | undefined> => (await cli.json<Run[]>('history', '--limit', '1'))[0]

describe.skipIf(!HAS_TERMINAL)(
  'Ctrl-C at a terminal asks whether to detach from the own sync or to cancel it',
  () => {
    it('d leaves it running, and names the command that follows it again', async () => {
      const { press, ended, letGo } = await interrupted()
      press('xd')
      const { code, text } = await ended
      const run = await latest()
      expect(run?.outcome).toBe('running')
      // On a terminal ids are short.
      expect(text).toMatch(new RegExp(`season-sync watch ${run?.runId.slice(0, 13)}$`, 'm'))
      expect(code).toBe(0)
      letGo()
      expect(await cli.json<Run>('watch')).toMatchObject({ runId: run?.runId, outcome: 'succeeded' })
    })

    it.each([
      ['c', 'c'],
      ['another Ctrl-C', CTRL_C],
    ])('%s cancels it and waits for its end', async (_, key) => {
      const { press, ended, letGo } = await interrupted()
      press(key)
      const { code, text } = await ended
      letGo()
      expect(text).toContain('Cancelling: what is under way is finished first')
      expect(code).toBe(130)
      expect(await latest()).toMatchObject({ outcome: 'cancelled' })
    })

    it('without an answer the sync ends as if nothing had been pressed', async () => {
      const { ended, letGo } = await interrupted()
      letGo()
      expect(await ended).toMatchObject({
        code: 0,
        text: expect.stringContaining('Synced games for 2018-19'),
      })
    })
  },
)
