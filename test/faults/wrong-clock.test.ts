import { everyAttemptIsRecorded, noRequestTooMany } from './attempts.js'
import { movedClock } from './harness/clock.js'
import { faultTest } from './harness/fault-test.js'
import type { Scene } from './harness/scene.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { assertNoWorkerCrashed, checkInvariants, noFalseGreen, unchangedRowsStay } from './invariants.js'

const TWO_DAYS_MS = 2 * 86_400_000

for (const [direction, aheadMs, inCi] of [
  ['ahead', TWO_DAYS_MS, true],
  ['behind', -TWO_DAYS_MS, false],
] as const) {
  faultTest(
    `corrections are stored although the clock of one of two workers is two days ${direction}`,
    {
      expected:
        'each correction is stored with its ledger entries, whichever worker asked before or asks now',
      inCi,
    },
    async ({ scene: open, report }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      const wrong = await scene.startWorker(movedClock(aheadMs))
      report(...(await checkInvariants(scene, await scene.sync())))
      await wrong.stop()
      const exact = await scene.startWorker()
      report(`asked by the exact worker after the wrong one: ${await correctionIsStored(scene)}`)
      await exact.stop()
      await scene.startWorker(movedClock(aheadMs))
      report(`by the wrong one after the exact one: ${await correctionIsStored(scene)}`)
      await scene.startWorker()
      report(`by both: ${await correctionIsStored(scene)}`)
      report(await everyAttemptIsRecorded(scene), await noRequestTooMany(scene))
      report(await unchangedRowsStay(scene, () => scene.sync()))
      assertNoWorkerCrashed(scene)
    },
  )
}

/**
 * Takes a turnover off a player's line, in the game log and in the box score, and syncs. Turnovers are the one statistic
 * of which a team may have more than its players, so that the corrected sources agree.
 */
async function correctionIsStored(scene: Scene): Promise<string> {
  const [line] = await scene.query<{ game_id: string; player_id: number; turnovers: number }>(
    `select game_id, player_id::int, l.turnovers from player_game_logs l join box_score_players b using (game_id, player_id)
     where l.turnovers = b.turnovers order by l.turnovers desc, game_id, player_id limit 1`,
  )
  if (line === undefined) throw new Error('no line is stored')
  const corrected = line.turnovers - 1
  await scene.replay.edit('leaguegamelog', {
    where: { GAME_ID: line.game_id, PLAYER_ID: line.player_id },
    set: { TOV: corrected },
  })
  await scene.replay.edit(`boxscoretraditionalv3.*${line.game_id}`, {
    where: { personId: line.player_id },
    set: { 'statistics.turnovers': corrected },
  })
  const end = await scene.sync()
  if (end.outcome !== 'succeeded') throw new Error(`the run ended ${end.outcome}: ${end.cause}`)
  await noFalseGreen(scene, end)
  const ledger = await scene.query<{ change: string }>(
    `select concat_ws(' ', table_name, row_key->>'game_id', row_key->>'player_id', column_name, old_value, new_value, cause) as change
     from row_changes where run_id = $1 order by 1`,
    [end.runId],
  )
  const changes = ledger.map(({ change }) => change)
  const change = `${line.game_id} ${line.player_id} turnovers ${line.turnovers} ${corrected} source`
  const expected = [`box_score_players ${change}`, `player_game_logs ${change}`]
  if (changes.join() !== expected.join())
    throw new Error(`the ledger has ${changes.join('; ') || 'nothing'} instead of ${expected.join('; ')}`)
  const stored = await scene.query<{ turnovers: number }>(
    `select turnovers from player_game_logs where game_id = $1 and player_id = $2
     union all select turnovers from box_score_players where game_id = $1 and player_id = $2`,
    [line.game_id, line.player_id],
  )
  if (stored.some(({ turnovers }) => turnovers !== corrected))
    throw new Error(`stored are ${stored.map(({ turnovers }) => turnovers).join(' and ')} turnovers`)
  return `${end.outcome}, ${changes.length} ledger entries`
}
