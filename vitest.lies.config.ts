import { defineConfig } from 'vitest/config'

/** Wrong answers by chance, told to syncs of a real season: needs the recorded answers beside the project. */
export default defineConfig({
  test: {
    include: ['test/lies/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 400_000,
    fileParallelism: false,
  },
})
