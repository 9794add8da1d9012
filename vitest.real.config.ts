import { defineConfig } from 'vitest/config'

/** Whole real seasons through the command line: needs the recorded answers beside the project. */
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
