import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { SOURCE_NAMES } from '../../../src/contracts/source-names.js'
import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import { shippedAcceptances } from '../../../src/store/acceptances/shipped.js'

const LOG_OF_1960 = fileURLToPath(
  new URL('../../../../shared/nba-replay/data/seasons/T-1960-61.csv.gz', import.meta.url),
)

const gamesOf = (season: string): readonly string[] =>
  shippedAcceptances('nba')
    .filter((each) => each.season === season)
    .map(({ subject }) => subject)
    .toSorted()

it('every shipped acceptance has a name of its own, a reason and a known dataset', () => {
  for (const source of SOURCE_NAMES) {
    const shipped = shippedAcceptances(source)
    expect(new Set(shipped.map(({ id }) => id)).size).toBe(shipped.length)
    for (const { dataset, reason } of shipped) {
      expect(reason).toMatch(/ \(.+\)$/)
      expect([null, ...CATALOGUE[source].map(({ name }) => name)]).toContain(dataset)
    }
  }
})

it('the cancelled game of 2012-13 is never asked for and never missed, whatever the dataset', () => {
  expect(shippedAcceptances('nba').filter(({ season }) => season === '2012-13')).toMatchObject([
    { subject: '0021201214', seasonType: 'Regular Season', dataset: null, kind: null, neverAsk: true },
  ])
})

it('no other source has the holes of the NBA', () => {
  expect(shippedAcceptances('sandbox')).toEqual([])
  expect(shippedAcceptances('rest')).toEqual([])
})

it.skipIf(!existsSync(LOG_OF_1960))('the games of 1960-61 are those whose lines break a rule', () => {
  const [head = '', ...lines] = gunzipSync(readFileSync(LOG_OF_1960)).toString().trim().split(/\r?\n/)
  const names = head.split(',')
  const broken = lines.filter((line) => {
    const cells = line.split(',')
    const text = (name: string): string => cells[names.indexOf(name)] ?? ''
    const number = (name: string): number => (text(name) === '' ? NaN : Number(text(name))) // NaN breaks no comparison
    const shots = 2 * number('FGM') + Number(text('FG3M')) + number('FTM')
    return [
      number('FGM') > number('FGA'),
      number('FTM') > number('FTA'),
      Math.abs(number('FGM') / number('FGA') - number('FG_PCT')) > 0.000_501,
      Math.abs(number('FTM') / number('FTA') - number('FT_PCT')) > 0.000_501,
      shots < number('PTS') || shots > number('PTS'),
    ].includes(true)
  })
  const games = broken.map((line) => line.split(',')[names.indexOf('GAME_ID')] ?? '')
  expect(games).toHaveLength(9)
  expect([...new Set(games)].toSorted()).toEqual(gamesOf('1960-61'))
})
