import { describe, expect, it } from 'vitest'
import { fitted, widthOf, wrapped } from '../../../src/cli/layout/wrap.js'

describe('a text on a narrow screen', () => {
  it('is broken between words, and the following lines stand further in', () => {
    expect(wrapped('one two three', 8, '  ')).toEqual(['one two', '  three'])
    expect(fitted('a line\n  an indented long line', 14)).toBe('a line\n  an indented\n    long line')
  })

  it('keeps a word that is longer than the line whole, as far to the left as it has to be', () => {
    expect(wrapped('name  https://example.test/a', 24, '      ')).toEqual([
      'name',
      '  https://example.test/a',
    ])
    expect(wrapped('short abcdefghijkl', 8, '  ')).toEqual(['short', 'abcdefghijkl'])
  })

  it('keeps the spaces between a name and its value', () => {
    expect(wrapped('cause   it broke down', 15, '        ')).toEqual([
      'cause   it',
      '        broke',
      '        down',
    ])
  })

  it('is as it was without a screen', () => {
    expect(fitted('as long as it may be', undefined)).toBe('as long as it may be')
  })
})

it('colours, links and joined marks take no column, characters of East Asia take two', () => {
  expect(widthOf('\u001B[32mdone\u001B[39m')).toBe(4)
  expect(widthOf('\u001B]8;;http://127.0.0.1/log?type=Regular+Season\u001B\\its log\u001B]8;;\u001B\\')).toBe(
    7,
  )
  expect(widthOf('Jokic\u0301')).toBe(5)
  expect(widthOf('姚明')).toBe(4)
})
