import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordedVerification } from '../../src/store/completeness/verified-before.js'
import type { LyingSource } from '../lies/lying-source.js'
import { lyingSyncs } from '../support/lying-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let source: LyingSource
const started = lyingSyncs()
beforeAll(() => {
  ;({ environment, source } = started())
})

const OVER = { season: '2023-24', only: ['games', 'team_game_logs'] } as const

/** A finding that no check makes: whoever repeats it did not look again. */
const PLANTED = { dataset: 'games', kind: 'note', subject: '2023-24', detail: 'planted' } as const

const query = (sql: string, values: readonly unknown[] = []) =>
  environment.database.pool.query(sql, [...values])

/** Syncs, and returns what the run's verification of the games is. */
async function verified(more: object = {}): Promise<RecordedVerification> {
  const { runId } = await environment.sync({ ...OVER, ...more })
  const { rows } = await query(
    `select verification from sync_steps where run_id = $1 and dataset = 'games'`,
    [runId],
  )
  return rows[0]?.verification
}

/** A first sync of a season that is over, with the planted finding. */
async function firstSync(): Promise<RecordedVerification> {
  const first = await verified()
  const findings = [...first.findings, PLANTED]
  await query(`update sync_steps set verification = jsonb_set(verification, '{findings}', $1)`, [
    JSON.stringify(findings),
  ])
  return { ...first, findings }
}

describe('a season that is over', () => {
  beforeEach(() => environment.reset())

  it('is not verified again where nothing has been written since', async () => {
    expect(await verified().then(() => firstSync())).toEqual(await verified())
  })

  it('says which run has verified it', async () => {
    const { runId } = await environment.sync(OVER)
    const said = [await verified(), await verified(), await verified({ rebuild: true })]
    expect(said.map(({ verifiedIn }) => verifiedIn)).toEqual([runId, runId, undefined])
  })

  it('is verified again after a run that wrote rows, its own or another', async () => {
    await firstSync()
    await query(
      `update nba.games set arena_name = 'by hand' where game_id = (select min(game_id) from nba.games)`,
    )
    expect((await verified()).findings).not.toContainEqual(PLANTED)
    const second = await firstSync()
    await verified({ only: ['games', 'player_game_logs'] })
    expect((await verified()).findings).toEqual(second.findings.filter(({ detail }) => detail !== 'planted'))
  })

  it('is verified again by a rebuild, and with other checks than before', async () => {
    await firstSync()
    expect((await verified({ rebuild: true })).findings).not.toContainEqual(PLANTED)
    await firstSync()
    await query(`update sync_steps set verification = jsonb_set(verification, '{basis}', '"earlier checks"')`)
    expect((await verified()).findings).not.toContainEqual(PLANTED)
  })

  it('is verified again where an answer of the run is missing, so that what is stored was not looked at', async () => {
    await firstSync()
    source.tell({ about: (path) => path.includes('leaguegamelog'), answer: () => '{}' })
    expect(await verified()).toMatchObject({ findings: expect.not.arrayContaining([PLANTED]) })
    source.tell(undefined)
  })
})

it('a season that goes on is always verified again', async () => {
  await environment.reset()
  expect((await verified({ season: '2025-26' })).basis).toBeUndefined()
})
