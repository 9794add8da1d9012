import { defineConfig } from 'vitest/config'

/** Whole real seasons through the command line: needs the recorded answers beside the project. */
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    testTimeout: 180_000,
    // On a busy machine of CI a schedule of seconds can miss its moment once; a defect fails twice.
    retry: process.env.CI === undefined ? 0 : 1,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
