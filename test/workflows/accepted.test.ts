import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import { acceptFindings } from '../../src/runs/accept.js'
import { revokeAcceptances } from '../../src/runs/revoke.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, GAMES, PLAYERS, SEASON, type resultSetBody } from '../support/tiny-league.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())

const LAST = GAMES.at(-1)?.id ?? ''
const ONLY = ['games', 'player_game_logs']

/** The players' log without lines of the last game: all of them, or those of some players. */
function logWithout(players: ReadonlySet<number>): { readonly body: unknown } {
  const body = answerTo('leaguegamelog players') as ReturnType<typeof resultSetBody>
  return {
    body: {
      ...body,
      resultSets: body.resultSets.map(({ name, headers, rowSet }) => ({
        name,
        headers,
        rowSet: rowSet.filter(
          (line) =>
            line[headers.indexOf('GAME_ID')] !== LAST ||
            !players.has(Number(line[headers.indexOf('PLAYER_ID')])),
        ),
      })),
    },
  }
}
const EVERYBODY = new Set(PLAYERS.map(({ id }) => id))

const findings = async (runId: string): Promise<unknown[]> => {
  const { rows } = await environment.database.pool.query(
    `select kind, subject from sync_findings where run_id = $1 and kind <> 'note'`,
    [runId],
  )
  return rows
}
const ends = async (): Promise<unknown[]> =>
  (
    await environment.database.pool.query(
      'select ended_at is not null as ended, revoked_at is not null as revoked from accepted_findings',
    )
  ).rows

describe('a season whose hole is accepted', () => {
  let partial: SeasonSyncResult
  beforeEach(async () => {
    await environment.reset()
    environment.league.always('leaguegamelog players', logWithout(EVERYBODY))
    partial = await environment.sync({ only: ONLY })
    await acceptFindings(environment.database, {
      source: 'nba',
      season: SEASON,
      seasonType: 'Regular Season',
      dataset: 'player_game_logs',
      subjects: [LAST],
      reason: 'the source lost it',
    })
  })

  it('succeeds from the next run on, and the finding is listed as accepted', async () => {
    const again = await environment.sync({ only: ONLY })
    expect([partial.outcome, again.outcome, again.cause]).toEqual(['partial', 'succeeded', null])
    expect(again.datasets).toMatchObject([{}, { name: 'player_game_logs', missing: 0 }])
    expect(await findings(again.runId)).toEqual([{ kind: 'accepted', subject: LAST }])
    expect(await ends()).toEqual([{ ended: false, revoked: false }])
  })

  it('ends its acceptance when the source delivers', async () => {
    environment.league.always('leaguegamelog players', undefined)
    const again = await environment.sync({ only: ONLY })
    expect(again.outcome).toBe('succeeded')
    expect(await findings(again.runId)).toEqual([])
    expect(await ends()).toEqual([{ ended: true, revoked: false }])
  })

  it('is partial again when another part of it is missing', async () => {
    environment.league.always('leaguegamelog players', logWithout(new Set([PLAYERS[10]?.id ?? 0])))
    const again = await environment.sync({ only: ONLY })
    expect(again.outcome).toBe('partial')
    expect(await findings(again.runId)).toContainEqual({ kind: 'missing', subject: LAST })
    expect(await ends()).toEqual([{ ended: true, revoked: false }])
  })

  it('is partial again after the acceptance is revoked', async () => {
    await revokeAcceptances(environment.database, { source: 'nba', names: [SEASON] })
    expect(await environment.sync({ only: ONLY })).toMatchObject({ outcome: 'partial' })
    expect(await ends()).toEqual([{ ended: false, revoked: true }])
  })
})
