#!/usr/bin/env node
import { readSettings } from '../settings.js'
import { startSync, syncInput, syncResult } from '../season-sync.js'
import { openClient, openSession } from './session.js'

const settings = readSettings()
const input = syncInput({ season: process.argv[2] ?? '', pace: 1000 }, settings)
const session = await openSession(settings, { need: 'all', onProgress: (line) => console.error(line) })
const client = await openClient(session.info)
const handle = await startSync(client, session.database.pool, settings, input)
console.log(JSON.stringify(await syncResult(handle), null, 1))
await client.connection.close()
await session.close()
