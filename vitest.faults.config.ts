import { defineConfig } from 'vitest/config'
import { LONG } from './vitest.config.js'

/** What these look at, the others of CI's part do too, or it takes minutes. */
const NOT_IN_CI = [
  'test/faults/undisturbed.test.ts',
  'test/faults/two-seasons.test.ts',
  'test/faults/starting-worker.test.ts',
  'test/faults/source/columns.test.ts',
  'test/faults/source/permanent.test.ts',
  'test/faults/source/rest.test.ts',
]

/** Real processes, killed and cut off: the embedded stack's parts, and, with the recorded answers beside the project, whole syncs. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', ...LONG],
    // CI's part: inCi of each test.
    exclude: process.env.SEASON_SYNC_FAULTS === 'ci' ? NOT_IN_CI : [],
    globalSetup: ['test/faults/harness/global-setup.ts'],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
