import { expect } from 'vitest'
import { contents } from '../../real/tables.js'
import { faultTest } from '../harness/fault-test.js'
import type { Workload } from '../harness/workload.js'
import { assertNoWorkerCrashed, noFalseGreen } from '../invariants.js'
import { body, status } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'

const REST: Workload = { name: 'rest', seasons: ['2018-19'], datasets: ['players', 'games'], pace: 60 }
const SYNC = ['sync', '2018-19', '--source', 'rest', '--pace', '60'] as const

/** Dates on which games were played, each with a different wrong answer. */
const DATES: Readonly<Record<string, { readonly how: Disturbance; readonly missing: boolean }>> = {
  '2018-11-02': { how: body('[]'), missing: true },
  '2018-11-03': { how: body('<html><title>Down</title>'), missing: true },
  '2018-11-04': { how: body(''), missing: true },
  '2018-11-05': { how: body('{"games": null}'), missing: true },
  '2018-11-07': { how: status(404, {}, '{"error":"no such date"}'), missing: true },
  // An answer without games removes no stored game.
  '2018-11-08': { how: body('{"games": []}'), missing: false },
}

faultTest(
  'a sync of the plain REST source keeps the stored games of dates with wrong answers',
  { expected: 'stored rows stay; partial naming exactly the dates without an answer' },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const scene = await open({ workload: REST, front, env: { REST_URL: front.url } })
    await scene.startWorker()
    expect(await scene.home.json(...SYNC)).toMatchObject({ outcome: 'succeeded' })
    const baseline = await contents(scene)
    for (const [date, { how }] of Object.entries(DATES)) front.disturb(new RegExp(`/games/${date}$`), how)

    const end = await scene.home.json(...SYNC)
    expect(end).toMatchObject({ outcome: 'partial', exitCode: 3 })
    const missing = await scene.query<{ subject: string }>(
      `select subject from sync_findings where run_id = $1 and kind = 'missing' order by subject`,
      [end.runId],
    )
    const expected = Object.entries(DATES).flatMap(([date, { missing: is }]) => (is ? [`games ${date}`] : []))
    expect(missing.map(({ subject }) => subject)).toEqual(expected)
    expect(await contents(scene)).toEqual(baseline)
    report(`partial, naming ${missing.length} dates`, await noFalseGreen(scene, end), 'stored rows stay')

    front.clear()
    const repeat = await scene.home.json(...SYNC)
    expect(repeat).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    expect(await contents(scene)).toEqual(baseline)
    assertNoWorkerCrashed(scene)
    report('then succeeded, tables as before')
  },
)
