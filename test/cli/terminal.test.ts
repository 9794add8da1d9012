import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** A dimmed 'run' on a stream. The module is loaded anew, since picocolors reads the environment only once. */
async function dimmed(isTTY: true | undefined): Promise<string> {
  vi.resetModules()
  const { coloursOf } = await import('../../src/cli/terminal.js')
  return coloursOf(isTTY === undefined ? {} : { isTTY }).dim('run')
}

beforeEach(() => {
  vi.stubEnv('NO_COLOR', undefined)
  vi.stubEnv('TERM', 'xterm')
})
afterEach(() => vi.unstubAllEnvs())

describe('colours', () => {
  it('are written to a terminal', async () => {
    expect(await dimmed(true)).not.toBe('run')
  })

  it('are not written into a pipe, even if CI is set', async () => {
    vi.stubEnv('CI', 'true')
    expect(await dimmed(undefined)).toBe('run')
  })

  it('are not written if NO_COLOR is set', async () => {
    vi.stubEnv('NO_COLOR', '1')
    expect(await dimmed(true)).toBe('run')
  })
})
