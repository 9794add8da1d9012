import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../../src/version.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

let database: TestDatabase
let folder: string
let cli: CommandLine
beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'season-sync-changed-'))
  cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    DATABASE_URL: database.url,
    SEASON_SYNC_DATASETS: join(folder, 'datasets.mjs'),
    SEASON_SYNC_TODAY: '2026-02-22',
  })
})
afterAll(async () => {
  await cli.run('down')
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const query = async <T extends object>(sql: string): Promise<readonly T[]> =>
  (await database.pool.query<T>(sql)).rows

/** Declares the dataset `moments` of a project of one's own, with these fields. */
const declare = (fields: string): void =>
  writeFileSync(
    join(folder, 'datasets.mjs'),
    `import { cell, field, gameList } from '${pathToFileURL(join(packageRoot, 'dist/datasets/kit/index.js')).href}'
     export default [gameList('moments', {
       title: 'moments of a game', endpoint: 'playbyplayv3', list: 'game.actions', names: 'game.gameId', since: 1996,
       table: 'moments', key: ['game_id', 'action_id'],
       fields: { action_id: field('actionId', cell.ordinal), ${fields} },
     })]`,
  )

interface Synced {
  readonly outcome: string
  readonly notes: readonly string[]
  readonly runId: string
  readonly datasets: readonly { readonly name: string }[]
}

/** Syncs the playoffs of the sandbox. */
async function sync() {
  const { datasets, ...run } = await cli.json<Synced>(
    ...'sync 2023-24 --season-type playoffs --only moments --source sandbox'.split(' '),
  )
  const sent = await query(
    `select from sync.raw_responses where run_id = '${run.runId}' and dataset = 'moments'`,
  )
  return { ...run, moments: datasets.find(({ name }) => name === 'moments'), sent: sent.length }
}

const moments = () =>
  query('select to_jsonb(m) as row, xmin::text from nba.moments m order by game_id, action_id')

it('a column that a dataset of one own gains is filled from the archive by the next sync, which says so', async () => {
  await query(
    `create table nba.moments (game_id text, action_id int, period int, run_id text not null, response_id bigint not null,
       synced_at timestamptz(3) not null, first_synced_at timestamptz(3) not null, primary key (game_id, action_id))`,
  )
  declare(`period: field('period', cell.ordinal)`)
  const first = await sync()
  const rows = (await moments()).length
  expect(first).toMatchObject({ outcome: 'succeeded', notes: [], moments: { inserted: rows } })
  expect(first.sent).toBeGreaterThan(50)

  await cli.run('down') // the worker knows the earlier declaration
  await query('alter table nba.moments add column description text')
  declare(`period: field('period', cell.ordinal), description: field('description', cell.textOrNull)`)
  const described = `select count(*)::int as n from nba.moments where description is not null`
  expect(await query(described)).toEqual([{ n: 0 }])
  const second = await sync()
  expect(second).toMatchObject({
    outcome: 'succeeded',
    sent: 0,
    moments: { requests: first.sent, answered: first.sent, inserted: 0, removed: 0, missing: 0 },
    notes: [
      `${first.sent} answers were read again, since an earlier version of their dataset had read them (moments)`,
    ],
  })
  const [{ n: updated } = { n: 0 }] = await query<{ n: number }>(described)
  expect(updated).toBeGreaterThan(rows / 2)
  expect(second.moments).toMatchObject({ updated })
  expect(
    await query(
      `select distinct r.run_id, c.cause from nba.moments m join sync.raw_responses r using (response_id)
       join sync.row_changes c on c.new_response_id = m.response_id and c.column_name = 'description'`,
    ),
  ).toEqual([{ run_id: first.runId, cause: 'transform' }])

  const before = await moments()
  expect(await sync()).toMatchObject({ sent: 0, moments: { requests: 0, updated: 0 }, notes: [] })
  expect(await moments()).toEqual(before)
})
