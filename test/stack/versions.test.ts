import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { acquireStack } from '../../src/stack/client.js'
import { stackPaths } from '../../src/stack/machine/paths.js'
import { updateState } from '../../src/stack/supervisor/state.js'
import { usedStack } from './temp-stack.js'

it('a database of another major version of Postgres is refused in one sentence, and stays as it is', async () => {
  const { settings, home } = await usedStack()
  const { postgresData } = stackPaths(home)
  const file = join(postgresData, 'PG_VERSION')
  const now = readFileSync(file, 'utf8').trim()
  writeFileSync(file, '16\n')
  await expect(acquireStack(settings, { need: 'postgres' })).rejects.toMatchObject({
    name: 'UserError',
    message:
      `The database in ${postgresData} is of Postgres 16, and this version of season-sync runs Postgres ${now}; ` +
      'with the version that made it, save it by pg_dump, or move that folder away to start anew.',
  })
  writeFileSync(file, `${now}\n`)
  const { info } = await acquireStack(settings, { need: 'postgres' })
  expect(info.parts).toMatchObject([{ name: 'postgres', state: 'ready' }, {}, {}])
})

it('another version of Temporal says where the schedules and histories of the former one are', async () => {
  const { settings, home } = await usedStack()
  writeFileSync(join(home, 'temporal-1.0.0.db'), '')
  updateState(stackPaths(home).state, () => ({ temporalServerVersion: '1.0.0' }))
  const lines: string[] = []
  await acquireStack(settings, { need: 'all', onProgress: (line) => lines.push(line) })
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^Temporal's server is \d+\.\d+\.\d+ now, 1\.0\.0 before: a new database file is used; schedules and histories of 1\.0\.0 stay in temporal-1\.0\.0\.db, so create the schedules again \(season-sync schedule create /,
    ),
  )
})
