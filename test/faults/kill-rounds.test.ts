import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { Home } from '../real/command.js'
import { startReplay } from '../real/replay.js'
import { contents } from '../real/tables.js'
import { faultTest } from './harness/fault-test.js'
import { undisturbed } from './harness/undisturbed.js'
import { OPENING_WEEKS } from './harness/workload.js'

const ROUNDS = Number(process.env.SEASON_SYNC_ROUNDS ?? 40)
/** A round in which a command neither ends nor is killed within this time hangs. */
const HANGS_MS = 180_000

const SYNC = ['sync', '2018-19', '--only', OPENING_WEEKS.datasets.join(','), '--if-running', 'join']

faultTest(
  `${ROUNDS} rounds in which any process of the machine is killed`,
  {
    expected: 'equal tables, no process left behind, no run left as running',
    timeoutMs: ROUNDS * HANGS_MS,
  },
  async ({ stack, random, report }) => {
    const expected = await undisturbed(stack, OPENING_WEEKS)
    const replay = await startReplay('--as-of', OPENING_WEEKS.asOf ?? '')
    const home = new Home(replay.url, { SEASON_SYNC_TODAY: OPENING_WEEKS.asOf, NBA_PACE: '40' })
    const killed = new Map<string, number>()
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const command = random.int(0, 4) === 0 ? ['migrate'] : SYNC
        const { child, ended } = home.start(...command)
        await Promise.race([ended, sleep(random.int(0, 9_000))])
        const there = processesOf(home.path)
        const names = [...new Set(there.map(({ name }) => name))] // Postgres has more processes than all others
        const name = names[random.int(0, names.length - 1)]
        const candidates = there.filter((process) => process.name === name)
        const victim = candidates[random.int(0, candidates.length - 1)]
        if (victim !== undefined) {
          killed.set(victim.name, (killed.get(victim.name) ?? 0) + 1)
          kill(victim.pid)
        }
        const end = await Promise.race([ended, sleep(HANGS_MS)])
        if (end === undefined) {
          child.kill('SIGKILL')
          throw new Error(`round ${round}: ${command[0]} hangs after ${victim?.name} was killed`)
        }
      }
      const last = await home.json(...SYNC)
      expect(last).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
      expect(await contents(home)).toEqual(expected)
      const runs = await home.query<{ outcome: string; n: number }>(
        'select outcome, count(*)::int as n from sync_runs group by 1 order by 1',
      )
      expect(runs.map(({ outcome }) => outcome)).not.toContain('running')
      await home.run('down')
      await vi.waitFor(() => expect(processesOf(home.path)).toEqual([]), 30_000)
      report(
        `killed: ${[...killed].map(([name, n]) => `${n} × ${name}`).join(', ')}`,
        `runs: ${runs.map(({ outcome, n }) => `${n} ${outcome}`).join(', ')}`,
        `${Object.keys(expected).length} tables equal, no process left`,
      )
    } finally {
      await home.remove()
      await replay.stop()
    }
  },
)

/** The processes of this state folder, by environment, command line or working folder: commands and all parts of the stack. */
function processesOf(home: string): readonly { readonly pid: number; readonly name: string }[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry)
    if (Number.isNaN(pid) || pid === process.pid) return []
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const environment = readFileSync(`/proc/${entry}/environ`, 'utf8')
      const folder = readlinkSync(`/proc/${entry}/cwd`) // Postgres has no other trace of the state folder
      if (command === '' || !(command + environment + folder).includes(home)) return []
      return [{ pid, name: nameOf(command) }]
    } catch {
      return [] // it has just ended
    }
  })
}

/** 'postgres: checkpointer' is 'postgres', 'node …/dist/cli/main.js sync 2018-19' is 'main.js sync'. */
function nameOf(command: string): string {
  const words = command.split(' ')
  if (words[0] === 'postgres:' || command.includes('/bin/postgres')) return 'postgres'
  const script = words.find((word) => word.endsWith('.js'))
  if (script === undefined) return words[0]?.split('/').at(-1) ?? command
  const name = script.split('/').slice(-2).join('/')
  return name === 'cli/main.js' ? `season-sync ${words[words.indexOf(script) + 1] ?? ''}` : name
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has just ended
  }
}
