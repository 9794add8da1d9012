import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** Tests of whole stacks that take minutes; they run with the fault suite. */
export const LONG = [
  'test/stack/supervisor/supervisor.test.ts',
  'test/stack/users.test.ts',
  'test/cli/schedule-runs.test.ts',
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
  'cli/restored-database',
  'cli/schedule',
  'datasets/hostile-shapes',
  'store/database/migrate',
  'tools/write-json-schemas',
  'workflows/rebuild',
  'workflows/seasons-sync',
].map((name) => `test/${name}.test.ts`)

/** Files that start stacks and commands take longest: if one of them started last, a core would be idle. */
const LONGEST = /test\/(cli\/|readme|workflows\/|library\/season-sync|schedules)/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId)
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the sequencer, not of an array
    const sorted = await super.sort(files)
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))]
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/real/**',
      'test/faults/**',
      'test/lies/**',
      ...LONG,
      ...(process.env.SEASON_SYNC_TESTS === 'ci' ? NOT_IN_CI : []),
    ],
    globalSetup: ['test/support/global-setup.ts'],
    // Tests take seconds; with other work on both cores they took up to ten times as long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { sequencer: LongestFirst },
    // Twice the cores of a small machine, because tests that start processes wait half of their time.
    maxWorkers: 4,
  },
})
