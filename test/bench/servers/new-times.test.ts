import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Owned } from '../../../bench/owned.js'
import { startNewTimes } from '../../../bench/servers/new-times.js'

const ANSWERS: Readonly<Record<string, string>> = {
  '/stats/playbyplayv3': '{"meta":{"version":1,"time":"2026-01-01T00:00:00.0000Z"},"game":{"time":"12:00"}}',
  '/stats/leaguegamelog': '{"resource":"leaguegamelog","resultSets":[]}',
}

let source: Server
let owned: Owned
let url: string
let asked: string[]
beforeEach(async () => {
  asked = []
  source = createServer(({ url: path = '' }, response) => {
    asked.push(path)
    response.end(ANSWERS[path])
  }).listen(0, '127.0.0.1')
  await once(source, 'listening')
  owned = new Owned()
  url = await startNewTimes(owned, `http://127.0.0.1:${(source.address() as AddressInfo).port}`)
})
afterEach(async () => {
  await owned.close()
  source.closeAllConnections()
  source.close()
})

const answer = async (path: string): Promise<string> => (await fetch(url + path)).text()

it('gives each answer a later time and nothing else', async () => {
  type Body = { readonly meta: { readonly version: number; readonly time: string }; readonly game: object }
  const [first, second] = [
    JSON.parse(await answer('/stats/playbyplayv3')) as Body,
    JSON.parse(await answer('/stats/playbyplayv3')) as Body,
  ]
  expect(second.meta.time > first.meta.time).toBe(true)
  expect(first.meta.time > '2026-01-01T00:00:00.0000Z').toBe(true)
  expect(first.game).toEqual({ time: '12:00' })
})

it('leaves an answer without a time as it is', async () => {
  expect(await answer('/stats/leaguegamelog')).toBe(ANSWERS['/stats/leaguegamelog'])
})

it('asks the source once for each answer', async () => {
  await answer('/stats/playbyplayv3')
  await answer('/stats/playbyplayv3')
  expect(asked).toEqual(['/stats/playbyplayv3'])
})
