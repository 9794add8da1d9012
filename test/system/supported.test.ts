import { describe, expect, it } from 'vitest'
import { checkSystem, thisSystem } from '../../src/system/supported.js'

describe('a system', () => {
  it('without glibc, such as Alpine, is refused in one sentence with the next step', () => {
    expect(() => checkSystem({ platform: 'linux', glibc: undefined })).toThrow(
      /^Workers and the embedded servers need glibc, .* Use an image of Debian, such as node:20-slim\.$/,
    )
  })

  it.each([
    { platform: 'linux', glibc: '2.36' },
    { platform: 'darwin', glibc: undefined },
    { platform: 'win32', glibc: undefined },
  ] as const)('may be $platform with glibc $glibc', (system) => {
    expect(() => checkSystem(system)).not.toThrow()
  })

  it('says whether it has glibc', () => {
    const { platform, glibc } = thisSystem()
    expect([platform, glibc ?? 'none']).toEqual([process.platform, expect.stringMatching(/^\d+\.\d+|none$/)])
  })
})
