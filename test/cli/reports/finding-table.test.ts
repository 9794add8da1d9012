import { expect, it } from 'vitest'
import { findingTable, grouped } from '../../../src/cli/reports/finding-table.js'

const missing = (subject: string, detail: string) =>
  ({ dataset: 'box_scores', kind: 'missing', subject, detail }) as const

it('findings that say the same are one line, which names the first and counts the others', () => {
  const games = [1, 2, 3, 4, 5].map((n) => missing(`002180000${n}`, `played on 2018-10-1${n}`))
  const refused = [8, 9].map((n) =>
    missing(`002180000${n}`, `answered 404 [GET http://x.test/box?GameID=${n}].`),
  )
  expect(
    findingTable(grouped([...games, ...refused]))
      .split('\n')
      .slice(1),
  ).toEqual([
    'missing  box_scores  5 of them: 0021800001, 0021800002 and 3 more  played',
    'missing  box_scores  2 of them: 0021800008, 0021800009             answered 404.',
  ])
})

it('one finding keeps its words, and games have their teams and dates', () => {
  const line = findingTable(grouped([missing('0021800001', 'played on 2018-10-16')]), (text) =>
    text.replace('0021800001', '0021800001 (OKC at GSW, 2018-10-16)'),
  )
  expect(line).toContain('missing  box_scores  0021800001 (OKC at GSW, 2018-10-16)  played on 2018-10-16')
})
