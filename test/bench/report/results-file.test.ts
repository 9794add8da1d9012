import { expect, it } from 'vitest'
import { CHANGES, withParts } from '../../../bench/report/results-file.js'

const ORDER = ['Machine', 'Season', 'Growth', CHANGES.heading]
const headings = (text: string): string[] =>
  [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading ?? '')

it('replaces the section of a scenario and keeps the others', () => {
  const before = withParts('', [part('Season', '43 s'), part('Growth', 'flat')], ORDER)
  const after = withParts(before, [part('Season', '21 s')], ORDER)
  expect(after).toContain('21 s')
  expect(after).not.toContain('43 s')
  expect(after).toContain('flat')
})

it('keeps the sections in one order, whichever scenario ran last', () => {
  const before = withParts('', [part('Growth', 'flat')], ORDER)
  expect(headings(withParts(before, [part('Season', '21 s'), part('Machine', '2 cores')], ORDER))).toEqual(
    ORDER,
  )
})

it('keeps what people wrote about the changes', () => {
  const line = '| WAL for the development server | 5.1 s | 2.8 s |'
  const before = withParts('', [{ ...CHANGES, text: `${CHANGES.text}\n${line}` }], ORDER)
  expect(withParts(before, [part('Season', '21 s')], ORDER)).toContain(line)
})

function part(heading: string, text: string) {
  return { heading, text }
}
