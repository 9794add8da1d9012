// Records the workflow histories of test/replay, with a real Temporal server, a real Postgres and a made-up league. Run
// it when a workflow gets a new code path; earlier histories stay, because runs that began before may still be open.
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

const recorder = 'test/replay/record-histories.ts'
const vitest = await startVitest('test', [recorder], {
  root: fileURLToPath(new URL('..', import.meta.url)),
  include: [recorder],
  watch: false,
})
await vitest.close()
