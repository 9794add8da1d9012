// Tries, as whichever user runs it, what that user must not be able to do with a stack of someone else's. Its input is a
// JSON object: `database` (an address without password), `roles`, `files`, `folder`, `socket`, `pids`, `webUi` (without key),
// `temporal` and `temporalPid`. It prints a JSON object with what each attempt got: a code of refusal, or what it obtained.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Client as TemporalClient, Connection } from '@temporalio/client'
import pg from 'pg'

const given = JSON.parse(await text(process.stdin))
const codeOf = (error) => error.code ?? error.message

const attempt = (act) => {
  try {
    return act()
  } catch (error) {
    return codeOf(error)
  }
}

async function logIn(user) {
  const url = new URL(given.database)
  url.username = user
  url.password = 'guess'
  const client = new pg.Client({ connectionString: url.href })
  return await client.connect().then(() => 'logged in', codeOf)
}

const dial = (path) =>
  new Promise((resolve) => {
    const socket = connect(path, () => resolve('connected'))
    socket.once('error', (error) => resolve(error.code))
  })

const status = (path, { method = 'GET', host, body, origin = given.webUi } = {}) =>
  new Promise((resolve) => {
    const sent = request(origin + path, { method, headers: host === undefined ? {} : { host } }, (answer) =>
      resolve(answer.resume().statusCode),
    )
    sent.once('error', (error) => resolve(error.code))
    sent.end(body)
  })

async function startWorkflow() {
  const connection = await Connection.connect({ address: given.temporal })
  try {
    const options = { workflowId: 'of-another-user', taskQueue: 'nowhere' }
    await new TemporalClient({ connection }).workflow.start('nothing', options)
    return 'started'
  } catch (error) {
    return codeOf(error)
  } finally {
    await connection.close()
  }
}

/** Where the Web UI itself listens, by the process list. */
function behindTheFront() {
  const options = readFileSync(`/proc/${given.temporalPid}/cmdline`, 'utf8').split('\0')
  const [host, port] = ['--ui-ip=', '--ui-port='].map((name) =>
    options.find((option) => option.startsWith(name))?.slice(name.length),
  )
  return `http://${host}:${port}`
}

const START = '/api/v1/namespaces/default/workflows/planted'
const planted = JSON.stringify({ workflowType: { name: 'planted' }, taskQueue: { name: 'planted' } })
process.stdout.write(
  JSON.stringify({
    uid: process.getuid(),
    database: await Promise.all(given.roles.map(logIn)),
    files: given.files.map((file) => attempt(() => readFileSync(file).length)),
    folder: attempt(() => readdirSync(given.folder)),
    write: attempt(() => writeFileSync(`${given.folder}/planted`, '')),
    socket: await dial(given.socket),
    environments: given.pids.map((pid) => attempt(() => readFileSync(`/proc/${pid}/environ`).length)),
    commandLines: given.pids.map((pid) => attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))),
    webUi: {
      page: await status('/'),
      api: await status('/api/v1/namespaces'),
      start: await status(START, { method: 'POST', body: planted }),
      underAnotherName: await status('/', { host: 'other.example' }),
      behindTheFront: await status('/api/v1/namespaces', { origin: behindTheFront() }),
    },
    temporal: await startWorkflow(),
  }),
)
process.exit()
