import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/faults/**'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 60_000,
    // On a busy machine of CI a schedule of seconds can miss its moment once; a defect fails twice.
    retry: process.env.CI === undefined ? 0 : 1,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
})
