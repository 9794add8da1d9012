import { configDefaults, defineConfig } from 'vitest/config'

/** Tests of minutes, of which `npm test` and CI's part of the faults have smaller ones; CI leaves them out. */
const NOT_IN_CI = [
  'new-dataset',
  'growing-season',
  'killed-worker',
  'lost-rows',
  'schedules',
  'rebuild',
  'rest',
  'playoffs',
  'people-and-history',
  'game-boxes',
  'stints-season',
  'season-statistics',
  'measured-logs',
  'eighty-columns',
  'export',
  'live-game',
  'season-types',
  'views',
].map((name) => `test/real/${name}.test.ts`)

/** Whole real seasons through the command line: needs the recorded answers beside the project. */
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.SEASON_SYNC_REAL === 'ci' ? NOT_IN_CI : [])],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
