import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { contents, DATA_TABLES } from '../../real/tables.js'
import { faultTest } from '../harness/fault-test.js'
import type { Scene } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { assertNoWorkerCrashed, noFalseGreen } from '../invariants.js'
import { rewritten, status } from '../source/disturbances.js'
import { startFront, type Front } from '../source/front.js'
import { boxScoreOf } from '../source/games.js'
import { Mutations } from './mutations.js'
import { ACTIVE, CONTROL, OWN } from './values.js'

const EVERYTHING: Workload = {
  name: 'everything-of-a-week',
  seasons: ['2018-19'],
  asOf: '2018-10-22',
  datasets: [
    'games',
    'team_game_logs',
    'player_game_logs',
    'teams',
    'players',
    'player_seasons',
    'standings',
    'box_scores',
    'play_by_play',
  ],
  pace: 30,
}

interface Side extends Record<string, unknown> {
  readonly players: Record<string, unknown>[]
}

/** Puts hostile values into every kind of answer. */
function mutate(front: Front): Mutations[] {
  const tables = [
    'leaguegamelog.*=P',
    'leaguegamelog.*=T',
    'commonallplayers',
    'playerindex',
    'leaguestandings',
  ]
  const ofTables = tables.map((match) => {
    const mutations = new Mutations()
    front.disturb(new RegExp(match), rewritten(mutations.ofTable))
    return mutations
  })
  const [players, actions] = [new Mutations(), new Mutations()]
  front.disturb(
    /boxscoretraditionalv3/,
    rewritten(
      players.ofObjects((json) => {
        const box = json.boxScoreTraditional as Record<'homeTeam' | 'awayTeam', Side>
        return [box.homeTeam.players, box.awayTeam.players]
      }),
    ),
  )
  front.disturb(
    /playbyplayv3/,
    rewritten(actions.ofObjects((json) => [(json.game as { actions: Record<string, unknown>[] }).actions])),
  )
  return [...ofTables, players, actions]
}

/** Lines of the data tables with characters that a terminal would act on. */
async function activeTexts(scene: Scene): Promise<string[]> {
  const found: string[] = []
  for (const table of DATA_TABLES) {
    const rows = await scene.query<{ line: string }>(`select concat_ws('|', t.*) as line from ${table} t`)
    found.push(...rows.map(({ line }) => line).filter((line) => CONTROL.test(line)))
  }
  return found
}

/** The relations, roles and functions of the database, which no answer may add or drop. */
async function databaseObjects(scene: Scene): Promise<string> {
  const [row] = await scene.query<{ list: string }>(
    `select string_agg(kind || ' ' || name, ', ' order by 1) as list from (
       select relkind::text as kind, relname as name from pg_class where relnamespace::regnamespace::text in ('public', 'nba', 'sync')
       union all select 'role', rolname from pg_roles union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace) f`,
  )
  return row?.list ?? ''
}

faultTest(
  'a sync survives answers in which every field of every kind of row takes every hostile value once',
  {
    expected: 'partial; refused rows are quarantined, nothing else changes; complete once the answers are',
    inCi: true,
  },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const scene = await open({ workload: EVERYTHING, front })
    await scene.startWorker()
    expect(await scene.sync()).toMatchObject({ outcome: 'succeeded' })
    const [baseline, before] = [await contents(scene), await databaseObjects(scene)]

    const mutations = mutate(front)
    front.disturb(
      boxScoreOf(1),
      status(400, {}, 'no \u001b[2J\u001b]0;owned\u0007 \u009b2J \u202e such game'),
    )
    const args = [
      'sync',
      '2018-19',
      '--only',
      EVERYTHING.datasets.join(','),
      '--pace',
      String(EVERYTHING.pace),
    ]
    const sync = await scene.home.run(...args)
    expect(sync.code, sync.stderr).toBe(3)
    assertNoWorkerCrashed(scene)
    expect(await activeTexts(scene)).toEqual([])
    expect(await databaseObjects(scene)).toBe(before)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)

    const outputs = [sync]
    for (const more of [
      ['show', 'latest', '--all'],
      ['show', 'latest', '--json'],
      ['changes', 'latest', '--limit', '9999'],
      ['changes', 'latest', '--limit', '9999', '--json'],
      ['history'],
    ])
      outputs.push(await scene.home.run(...more))
    for (const { stdout, stderr } of outputs) {
      expect(stdout.match(ACTIVE)).toBeNull()
      expect(stderr.match(ACTIVE)).toBeNull()
    }
    const [quarantine] = await scene.query<{ n: number; tables: number }>(
      'select count(*)::int as n, count(distinct table_name)::int as tables from quarantined_rows',
    )
    const changed = mutations.reduce((sum, { count }) => sum + count, 0)
    report(`${changed} rows changed, ${quarantine?.n} of them quarantined, no worker crashed`)
    expect(quarantine?.tables).toBe(7)

    front.clear()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    report(await noFalseGreen(scene, end))
    expect(await contents(scene)).toEqual(baseline)
    report('tables as before')
  },
)

if (existsSync('/usr/bin/script')) {
  faultTest(
    'commands on a terminal write no active characters of hostile answers',
    { expected: 'only text and the escape sequences of the program itself on the terminal', inCi: true },
    async ({ scene: open, report }) => {
      const front = await startFront()
      const scene = await open({ workload: EVERYTHING, front })
      await scene.startWorker()
      mutate(front)
      front.disturb(
        boxScoreOf(1),
        status(400, {}, 'no \u001b[2J\u001b]0;owned\u0007 \u009b2J \u202e such game'),
      )
      const shown: string[] = []
      for (const command of [`sync 2018-19 --only box_scores,players --pace 30`, 'show latest --all'])
        shown.push(await onTerminal(scene, command))
      const [sync, show] = shown.map((text) => text.replaceAll('\r', ''))
      expect(sync).toMatch(OWN) // The command ran on a terminal.
      expect(show).toContain('no [2J ]0;owned 2J such game')
      for (const text of [sync, show]) expect(text?.replaceAll(OWN, '').match(ACTIVE)).toBeNull()
      report(
        `${sync?.length} characters of progress and ${show?.length} of a report, no foreign escape sequence`,
      )
    },
  )
}

/** Runs a command on a terminal of `script`, 120 columns wide, and returns its output. */
async function onTerminal(scene: Scene, command: string): Promise<string> {
  const main = new URL('../../../dist/cli/main.js', import.meta.url).pathname
  const child = spawn(
    '/usr/bin/script',
    ['-qec', `stty rows 50 cols 120; '${process.execPath}' '${main}' ${command}`, '/dev/null'],
    {
      env: { ...scene.home.env, TERM: 'xterm-256color' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let shown = ''
  child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  await once(child, 'close')
  return shown
}
