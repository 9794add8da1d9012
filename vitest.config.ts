import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.js'
import { COMMANDS } from './vitest.commands.config.js'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/faults/**', 'test/lies/**', ...COMMANDS],
    globalSetup: ['test/support/global-setup.ts'],
    // Tests take seconds; with other work on both cores they took up to ten times as long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { sequencer: LongestFirst },
    // Twice the cores of a small machine, because tests that start processes wait half of their time.
    maxWorkers: 4,
  },
})
