import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { columnIndexes, resultSet } from '../../src/datasets/kit/result-set.js'
import { readSettings } from '../../src/settings.js'
import { parseJson } from '../../src/sources/http/json.js'
import { NbaSource } from '../../src/sources/nba.js'
import { errorOf, gameLog, serve } from './http/local-server.js'

/** Recorded answers of the real API behind HTTP; not part of this repository. */
const REPLAY = resolve(import.meta.dirname, '../../../shared/nba-replay/server.mjs')
const missing = !existsSync(REPLAY)
if (missing) console.info('skipped: no replay of the NBA API beside the project (../shared/nba-replay)')

async function replay(...options: string[]): Promise<string> {
  const server = spawn(process.execPath, [REPLAY, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    const exit = once(server, 'exit')
    server.kill()
    await exit
  })
  const [line] = await once(createInterface(server.stdout), 'line')
  const { url }: { url: string } = JSON.parse(String(line))
  return url
}

function sourceAt(url: string, more: NodeJS.ProcessEnv = {}): NbaSource {
  const source = new NbaSource(readSettings({ NBA_STATS_URL: url, NBA_CDN_URL: url, ...more }).nba)
  onTestFinished(() => source.close())
  return source
}

const teamLog = {
  ...gameLog,
  params: {
    ...gameLog.params,
    LeagueID: '00',
    PlayerOrTeam: 'T',
    Counter: '0',
    Sorter: 'DATE',
    Direction: 'ASC',
  },
}

it.skipIf(missing)('the NBA client reads a season from a server that answers browsers only', async () => {
  const source = sourceAt(await replay('--strict-headers'))
  await source.checkReachable()
  const answer = await source.get(teamLog)
  expect(answer.encoding).toBe('gzip')
  const log = resultSet(parseJson(answer.decodedBody, teamLog.label), 'LeagueGameLog', teamLog.label)
  const at = columnIndexes(log, ['GAME_ID']).GAME_ID
  const games = new Set(log.rows.map((row) => row[at]))
  expect(games.size).toBe(1_230)
})

it.skipIf(missing)('silence of the NBA counts as a block', async () => {
  const url = await replay('--strict-headers')
  const source = sourceAt(url, { NBA_USER_AGENT: 'curl/8', NBA_HEADERS_TIMEOUT_MS: '300' })
  expect((await errorOf(source.get(teamLog))).errorClass).toBe('Blocked')
})

it('the NBA client has its name, its pace and its addresses', () => {
  const source = sourceAt('http://127.0.0.1:8080/', { NBA_PACE: '2.5', NBA_CDN_URL: 'https://cdn.test/x' })
  expect(source).toMatchObject({ name: 'nba', pace: 2.5 })
  expect(source.addresses()).toEqual({ stats: 'http://127.0.0.1:8080', cdn: 'https://cdn.test/x' })
})

it('the headers of a file replace and extend those that are sent, and no error shows them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-headers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'headers.json')
  writeFileSync(file, '{"user-agent": "Mozilla/5.0 new", "Cookie": "session=s3cret", "Origin": null}')
  let headers: IncomingHttpHeaders = {}
  const url = await serve((request, response) => {
    headers = request.headers
    response.writeHead(404).end()
  })
  const error = await errorOf(sourceAt(url, { NBA_HEADERS_FILE: file }).get(gameLog))
  expect(headers).toMatchObject({
    'user-agent': 'Mozilla/5.0 new',
    cookie: 'session=s3cret',
    referer: 'https://www.nba.com/',
    'accept-encoding': 'gzip',
  })
  expect(headers).not.toHaveProperty('origin')
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('s3cret')
})
