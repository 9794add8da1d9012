import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { acquireStack } from '../../src/stack/client.js'
import { built, packageRoot } from '../../src/version.js'
import { pidOf, tempStack } from '../stack/temp-stack.js'
import { addRow } from './harness/table.js'

/** The user `nobody` of Linux. */
const NOBODY = 65_534

const root = process.platform === 'linux' && process.getuid?.() === 0
if (!root) process.stdout.write('The test of another local user is skipped: it runs as root of Linux only\n')

const FILES = [
  'stack.json',
  'supervisor.lock.1',
  'postgres-password',
  'postgres-app-password',
  'postgres/PG_VERSION',
  'logs/supervisor.log',
  'logs/worker.log',
]

it.skipIf(!root)(
  'another local user reaches of the embedded stack what README says, and nothing else',
  async () => {
    const started = performance.now()
    const { settings, home } = tempStack({ SEASON_SYNC_WORKER_ENTRY: built('worker.js') })
    const { info } = await acquireStack(settings, { need: 'all' })
    chmodSync(dirname(home), 0o755) // the state folder alone must keep others out
    const secrets = [
      readFileSync(join(home, 'postgres-password'), 'utf8').trim(),
      readFileSync(join(home, 'postgres-app-password'), 'utf8').trim(),
      new URL(String(info.webUiUrl)).pathname.slice(1),
    ]
    const database = new URL(info.databaseUrls.season_sync ?? '')
    database.password = ''
    const pids = [info.supervisorPid, ...['postgres', 'temporal', 'worker'].map((part) => pidOf(info, part))]
    const answer = execFileSync(process.execPath, [join(packageRoot, 'test/faults/harness/other-user.mjs')], {
      uid: NOBODY,
      gid: NOBODY,
      cwd: '/',
      env: {},
      encoding: 'utf8',
      input: JSON.stringify({
        database: database.href,
        roles: ['season_sync', 'season_sync_app', 'postgres', 'nobody'],
        files: FILES.map((file) => join(home, file)),
        folder: home,
        socket: join(home, 'supervisor.sock'),
        pids,
        webUi: new URL(String(info.webUiUrl)).origin,
        temporal: info.temporalAddress,
        temporalPid: pidOf(info, 'temporal'),
      }),
    })
    const got: unknown = JSON.parse(answer)
    expect(got).toMatchObject({
      uid: NOBODY,
      database: ['28P01', '28P01', '28P01', '28P01'],
      files: FILES.map(() => 'EACCES'),
      folder: 'EACCES',
      write: 'EACCES',
      socket: 'EACCES',
      environments: pids.map(() => 'EACCES'),
      // The official server offers nothing that could close its own ports: README must say less once these two are refused.
      webUi: { page: 403, api: 403, start: 403, underAnotherName: 421, behindTheFront: 200 },
      temporal: 'started',
    })
    for (const secret of secrets) expect(answer).not.toContain(secret)
    expect(readFileSync(join(packageRoot, 'README.md'), 'utf8').replace(/\s+/g, ' ')).toContain(
      "**Temporal's development server itself obeys every local user**",
    )
    addRow(inject('faultsFolder'), {
      fault: 'another local user tries the embedded stack',
      expected:
        'database, state folder, environments and the front refuse; Temporal itself obeys, as README says',
      seen: [answer.replace(/"commandLines":\[.*?\],"webUi"/s, '"webUi"')],
      seconds: (performance.now() - started) / 1000,
    })
  },
)
