// The worker, with a CPU profile of its main thread, which BENCH_PROFILE names. The stack starts it by
// SEASON_SYNC_WORKER_ENTRY; Node 20 takes no --cpu-prof from NODE_OPTIONS.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { runWorker } from '../../dist/worker.js'

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.start')
await runWorker()
const { profile } = await session.post('Profiler.stop')
writeFileSync(process.env.BENCH_PROFILE, JSON.stringify(profile))
process.exit() // the inspector's session would keep it
