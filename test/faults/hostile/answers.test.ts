import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { contents, DATA_TABLES } from '../../real/tables.js'
import { faultTest } from '../harness/fault-test.js'
import type { Scene } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { noFalseGreen, workersLived } from '../invariants.js'
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

/** Texts of every table of data on which a terminal would act. */
async function activeTexts(scene: Scene): Promise<string[]> {
  const found: string[] = []
  for (const table of DATA_TABLES) {
    const rows = await scene.query<{ line: string }>(`select concat_ws('|', t.*) as line from ${table} t`)
    found.push(...rows.map(({ line }) => line).filter((line) => CONTROL.test(line)))
  }
  return found
}

/** Everything that stands in the database beside rows: nobody may add or drop any. */
async function furniture(scene: Scene): Promise<string> {
  const [row] = await scene.query<{ list: string }>(
    `select string_agg(kind || ' ' || name, ', ' order by 1) as list from (
       select relkind::text as kind, relname as name from pg_class where relnamespace = 'public'::regnamespace
       union all select 'role', rolname from pg_roles union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace) f`,
  )
  return row?.list ?? ''
}

faultTest(
  'answers in which every field of every kind of row takes every hostile value once',
  {
    expected: 'partial; refused rows in quarantine, nothing else changed; whole when the answers are',
    inCi: true,
  },
  async ({ scene: open, saw }) => {
    const front = await startFront()
    const scene = await open({ workload: EVERYTHING, front })
    await scene.startWorker()
    expect(await scene.sync()).toMatchObject({ outcome: 'succeeded' })
    const [calm, before] = [await contents(scene), await furniture(scene)]

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
    workersLived(scene)
    expect(await activeTexts(scene)).toEqual([])
    expect(await furniture(scene)).toBe(before)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)

    const said = [sync]
    for (const more of [
      ['show', 'latest', '--all'],
      ['show', 'latest', '--json'],
      ['changes', 'latest', '--limit', '9999'],
      ['changes', 'latest', '--limit', '9999', '--json'],
      ['history'],
    ])
      said.push(await scene.home.run(...more))
    for (const { stdout, stderr } of said) {
      expect(stdout.match(ACTIVE)).toBeNull()
      expect(stderr.match(ACTIVE)).toBeNull()
    }
    const [quarantine] = await scene.query<{ n: number; tables: number }>(
      'select count(*)::int as n, count(distinct table_name)::int as tables from quarantined_rows',
    )
    const changed = mutations.reduce((sum, { count }) => sum + count, 0)
    saw(`${changed} rows changed, ${quarantine?.n} of them in quarantine, the worker lived`)
    expect(quarantine?.tables).toBe(7)

    front.clear()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    saw(await noFalseGreen(scene, end))
    expect(await contents(scene)).toEqual(calm)
    saw('tables as before')
  },
)

if (existsSync('/usr/bin/script')) {
  faultTest(
    'hostile texts in answers while a person watches on a terminal',
    { expected: 'nothing on the terminal but text and what the program itself writes', inCi: true },
    async ({ scene: open, saw }) => {
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
      expect(sync).toMatch(OWN) // there was a terminal
      expect(show).toContain('no [2J ]0;owned 2J such game')
      for (const text of [sync, show]) expect(text?.replaceAll(OWN, '').match(ACTIVE)).toBeNull()
      saw(`${sync?.length} characters of progress and ${show?.length} of a report, no foreign one among them`)
    },
  )
}

/** Runs a command on a terminal of `script`, 120 columns wide, and gives what came out. */
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
