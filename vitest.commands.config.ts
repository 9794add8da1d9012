import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.js'

/** Tests of whole stacks that take minutes; they run with the fault suite. */
export const LONG = [
  'test/stack/supervisor/supervisor.test.ts',
  'test/stack/users.test.ts',
  'test/cli/schedule-runs.test.ts',
]

/** Files that `npm test` leaves to this suite: whole commands and stacks, and what else takes a minute. */
export const COMMANDS = [
  'test/cli/*.test.ts',
  'test/library/*.test.ts',
  'test/schedules/*.test.ts',
  'test/stack/**/*.test.ts',
  'test/tools/*.test.ts',
  'test/readme.test.ts',
  'test/worker.test.ts',
  'test/activities/lost-rows.test.ts',
  'test/bench/main.test.ts',
  'test/datasets/hostile-shapes.test.ts',
  'test/store/database/migrate.test.ts',
  'test/store/database/tls.test.ts',
  'test/workflows/rebuild.test.ts',
  'test/workflows/seasons-sync.test.ts',
  'test/workflows/verified-before.test.ts',
]

/** Files of minutes that CI leaves out, because others of its part cover most of what they do. */
const NOT_IN_CI = [
  'activities/lost-rows',
  'bench/main',
  'cli/accept',
  'cli/another-temporal',
  'cli/archive',
  'cli/backfill',
  'cli/changed-dataset',
  'cli/control',
  'cli/eighty-columns',
  'cli/interrupts',
  'cli/restored-database',
  'cli/roles',
  'cli/schedule',
  'cli/web-ui-pages',
  'datasets/hostile-shapes',
  'schedules/schedules',
  'stack/postgres/roles',
  'store/database/migrate',
  'store/database/tls',
  'tools/write-json-schemas',
  'workflows/rebuild',
  'workflows/seasons-sync',
  'workflows/verified-before',
].map((name) => `test/${name}.test.ts`)

/** How files run side by side, here and in `npm test`. */
export const SIDE_BY_SIDE = {
  globalSetup: ['test/support/global-setup.ts'],
  // Tests take seconds; with other work on both cores they took up to ten times as long.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  sequence: { sequencer: LongestFirst },
  // Twice the cores of a small machine, because tests that start processes wait half of their time.
  maxWorkers: 4,
}

/** Commands as people type them, with the stacks that they start, and the longest tests of single parts. */
export default defineConfig({
  test: {
    ...SIDE_BY_SIDE,
    include: COMMANDS,
    exclude: [...LONG, ...(process.env.SEASON_SYNC_COMMANDS === 'ci' ? NOT_IN_CI : [])],
  },
})
