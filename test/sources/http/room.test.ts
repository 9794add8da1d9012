import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { ORDINARY_BYTES, Room } from '../../../src/sources/http/room.js'
import { Slots } from '../../../src/system/slots.js'
import { clientOf, gameLog, serve } from './local-server.js'

const large = (json: string): string => json + ' '.repeat(ORDINARY_BYTES)
const LIMITS = { maxReceivedBytes: 4 * ORDINARY_BYTES, maxDecodedBytes: 4 * ORDINARY_BYTES }

it.each([
  { how: 'as it is received', body: Buffer.from(large('{"a":1}')), headers: {} },
  { how: 'when it is decoded', body: gzipSync(large('{"a":1}')), headers: { 'content-encoding': 'gzip' } },
])('an answer that is large $how waits until there is room, however long', async ({ body, headers }) => {
  const url = await serve((_, response) => void response.writeHead(200, headers).end(body))
  const client = clientOf(url, { ...LIMITS, bodyTimeoutMs: 2_000 })
  const slots = new Slots(1)
  const before = new Room(slots)
  await before.enter()
  const room = new Room(slots)
  let arrived = false
  const answer = client.get(gameLog, { room }).then((got) => {
    arrived = true
    return got
  })
  await new Promise((resolve) => setTimeout(resolve, 3_000)) // longer than the time for a body
  expect(arrived).toBe(false)
  await before.leave()
  expect((await answer).decodedBody.length).toBe(ORDINARY_BYTES + 7)
})

it('an ordinary answer needs no room', async () => {
  const url = await serve((_, response) => void response.end('{"a":1}'))
  const slots = new Slots(1)
  await new Room(slots).enter()
  const answer = await clientOf(url).get(gameLog, { room: new Room(slots) })
  expect(answer.decodedBody.toString()).toBe('{"a":1}')
})

it('a large answer that is cancelled while it waits leaves the room to the next one', async () => {
  const slots = new Slots(1)
  const first = new Room(slots)
  await first.enter()
  const abort = new AbortController()
  const second = new Room(slots, abort.signal)
  const waiting = second.enter()
  abort.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
  await second.leave()
  await first.leave()
  await expect(new Room(slots).enter()).resolves.toBeUndefined()
})
