import { defineConfig } from 'vitest/config'

/** Real processes, killed and cut off: the embedded stack's parts, and, with the recorded answers beside the project, whole syncs. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', 'test/stack/supervisor.test.ts'],
    // CI's part (inCi of each test) is to take four minutes; what this one looks at, the others do too.
    exclude: process.env.SEASON_SYNC_FAULTS === 'ci' ? ['test/faults/undisturbed.test.ts'] : [],
    globalSetup: ['test/faults/harness/global-setup.ts'],
    testTimeout: 400_000,
    // On a busy machine of CI a schedule of seconds can miss its moment once; a defect fails twice.
    retry: process.env.CI === undefined ? 0 : 1,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
