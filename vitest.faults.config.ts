import { defineConfig } from 'vitest/config'
import { LONG } from './vitest.commands.config.js'

/** Files that CI leaves out, because other files of its part cover the same or because they take minutes. */
export const NOT_IN_CI = [
  'test/stack/supervisor/supervisor.test.ts',
  'test/cli/schedule-runs.test.ts',
  'test/faults/backfill.test.ts',
  'test/faults/frozen-worker.test.ts',
  'test/faults/hostile/answers.test.ts',
  'test/faults/hostile/arguments.test.ts',
  'test/faults/kill-rounds.test.ts',
  'test/faults/migrate.test.ts',
  'test/faults/pace.test.ts',
  'test/faults/production/production.test.ts',
  'test/faults/undisturbed.test.ts',
  'test/faults/twenty-seasons.test.ts',
  'test/faults/two-seasons.test.ts',
  'test/faults/starting-worker.test.ts',
  'test/faults/wrong-clock.test.ts',
  'test/faults/guarded-temporal.test.ts',
  'test/faults/source/budget.test.ts',
  'test/faults/source/columns.test.ts',
  'test/faults/source/permanent.test.ts',
  'test/faults/source/reach.test.ts',
  'test/faults/source/rest.test.ts',
  'test/faults/source/sizes.test.ts',
  'test/faults/source/transient.test.ts',
]

/**
 * Tests that kill and disconnect real processes: the embedded stack's parts, and whole syncs where the recorded answers
 * are.
 */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', ...LONG],
    // CI also skips the tests without `inCi`.
    exclude: process.env.SEASON_SYNC_FAULTS === 'ci' ? NOT_IN_CI : [],
    globalSetup: ['test/faults/harness/global-setup.ts'],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
