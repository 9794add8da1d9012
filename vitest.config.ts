import { defineConfig } from 'vitest/config'
import { COMMANDS, SIDE_BY_SIDE } from './vitest.commands.config.js'

export default defineConfig({
  test: {
    ...SIDE_BY_SIDE,
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/faults/**', 'test/lies/**', ...COMMANDS],
  },
})
