import { defineConfig } from 'vitest/config'
import { COMMANDS, SIDE_BY_SIDE } from './vitest.commands.config.js'

/**
 * Tests of parts that keep nothing between two calls. Their files share a process each, because loading the catalogue
 * anew takes longer than most of them.
 */
const SHARED = [
  'test/{contracts,derive,sandbox,season}/**/*.test.ts',
  'test/datasets/{kit,nba,rest}/**/*.test.ts',
  'test/store/{acceptances,completeness,export,merge,reading,requests,runs}/**/*.test.ts',
]

const { globalSetup, sequence, maxWorkers, ...each } = SIDE_BY_SIDE

export default defineConfig({
  test: {
    globalSetup,
    sequence,
    maxWorkers,
    projects: [
      {
        test: {
          ...each,
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**', 'test/faults/**', 'test/lies/**', ...COMMANDS, ...SHARED],
        },
      },
      { test: { ...each, name: 'shared', include: SHARED, isolate: false } },
    ],
  },
})
