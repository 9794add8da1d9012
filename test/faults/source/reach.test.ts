import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { selfSigned } from '../../sources/http/certificate.js'
import { closedPort } from '../../sources/http/local-server.js'
import { faultTest } from '../harness/fault-test.js'
import type { Scene } from '../harness/scene.js'
import { checkInvariants } from '../invariants.js'
import { hang, status } from './disturbances.js'
import { startFront } from './front.js'
import { boxScoreOf, DISTURBED_WEEKS } from './games.js'

/** Starts a sync, cancels it as soon as an attempt has failed, and returns that attempt's error. */
async function cancelledAfterFailure(scene: Scene): Promise<string> {
  const sync = scene.home.start('sync', '2018-19', '--only', 'box_scores', '--pace', '20')
  const error = await scene.until('an attempt has failed', async () => {
    const [failed] = await scene.query<{ error: string }>(
      `select error from raw_responses join sync_runs using (run_id) where raw_responses.outcome <> 'answered' and ended_at is null`,
    )
    return failed?.error
  })
  sync.child.kill('SIGINT')
  const { code, stdout } = await sync.ended
  expect(code).toBe(130)
  expect(stdout).toContain('was cancelled')
  return error
}

/** Runs a sync of an unreachable source and returns its cause. */
async function unreachable(scene: Scene): Promise<string> {
  const { code, stderr } = await scene.home.run('sync', '2018-19', '--only', 'box_scores', '--pace', '20')
  expect(code).toBe(1)
  const [run] = await scene.query<{ outcome: string; cause: string; games: number }>(
    'select outcome, cause, (select count(*)::int from games) as games from sync_runs',
  )
  expect(run).toMatchObject({ outcome: 'failed', games: 0 })
  expect(stderr).toContain(run?.cause.replace(/\.$/, ''))
  expect(run?.cause).toMatch(/check NBA_\w+_URL/)
  return run?.cause ?? ''
}

faultTest(
  'a sync fails for an address without a listener and for an unknown host name',
  { expected: 'failed at once (exit 1), naming the cause and the setting', inCi: true },
  async ({ scene: open, report }) => {
    const addresses: Readonly<Record<string, string>> = {
      'connection refused': `http://127.0.0.1:${await closedPort()}`,
      'the name does not resolve': 'http://stats.nba.invalid',
    }
    for (const [cause, url] of Object.entries(addresses)) {
      const scene = await open({ workload: DISTURBED_WEEKS, env: { NBA_STATS_URL: url, NBA_CDN_URL: url } })
      await scene.startWorker()
      const sentence = await unreachable(scene)
      expect(sentence).toContain(cause)
      report(sentence)
    }
  },
)

faultTest(
  'a sync fails for an untrusted certificate and succeeds once it is trusted',
  { expected: 'failed without a request over such a connection; succeeded once it is trusted', inCi: true },
  async ({ scene: open, report }) => {
    const front = await startFront(selfSigned)
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const untrusting = await scene.startWorker()
    const sentence = await unreachable(scene)
    expect(sentence).toContain('its certificate is self-signed')
    expect(front.log()).toEqual([])
    await untrusting.stop()
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-certificate-'))
    try {
      const trusted = join(folder, 'trusted.pem')
      writeFileSync(trusted, selfSigned.cert)
      await scene.startWorker({ NODE_EXTRA_CA_CERTS: trusted })
      const end = await scene.sync()
      expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
      report(sentence, ...(await checkInvariants(scene, end)))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

faultTest(
  'a sync waits at most an hour for a Retry-After of a year',
  {
    expected: 'all requests wait, an hour at most, with the reason recorded; a cancellation ends the wait',
    inCi: true,
  },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    front.disturb(boxScoreOf(3), status(429, { 'retry-after': String(365 * 86_400) }))
    front.disturb(boxScoreOf(4), hang)
    await scene.startWorker()
    await cancelledAfterFailure(scene)
    const [hold] = await scene.query<{ seconds: number; reason: string }>(
      `select extract(epoch from hold_until - clock_timestamp())::int as seconds, hold_reason as reason from source_pace`,
    )
    expect(hold?.seconds).toBeGreaterThan(3_000)
    expect(hold?.seconds).toBeLessThanOrEqual(3_600)
    expect(hold?.reason).toContain('429')
    report(`held for ${hold?.seconds} s more: ${hold?.reason.replace(/ \[GET.*/, '')}`)
  },
)
