import { describe, expect, it } from 'vitest'
import { bytesOf, linesFrom } from '../../../src/store/merge/answer-rows.js'

const lines = (text: string) => ({ rows: text.split('\n').length - 1, text: Buffer.from(text) })

describe('the rows of an answer', () => {
  it('end with where they come from, whatever characters they have', () => {
    const text = 'Dončić\t李\t🏀\n\\N\ttwo\\nlines\n'
    expect(linesFrom(lines(text), '7\t2026').toString()).toBe(
      'Dončić\t李\t🏀\t7\t2026\n\\N\ttwo\\nlines\t7\t2026\n',
    )
  })

  it('take the bytes of their lines, and those of the body where some were refused', () => {
    const tables = new Map([
      ['players', lines('ab\n')],
      ['teams', lines('c\n')],
    ])
    const refused = [{ table: 'players', rowNumber: 0, reason: 'no team', source: { all: 'of it' } }]
    expect(bytesOf({ tables, refused: [] }, 1_000)).toBe(5)
    expect(bytesOf({ tables, refused }, 1_000)).toBe(1_005)
  })
})
