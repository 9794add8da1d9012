import { describe, expect, it } from 'vitest'
import { canonicalName, namesOf, sameDatasets } from '../../src/contracts/dataset-names.js'
import { CATALOGUE } from '../../src/datasets/catalogue.js'

const present = [...new Set(Object.values(CATALOGUE).flatMap((all) => all.map(({ name }) => name)))]

describe('the name of a dataset', () => {
  it('becomes the present one if it is a former one', () => {
    expect(canonicalName('schedule')).toBe('games')
  })

  it.each([...present, 'constructor', ''])('stays as it is if it is not a former one: %j', (name) => {
    expect(canonicalName(name)).toBe(name)
  })
})

it('the rows of a dataset carry its present name or a former one', () => {
  expect(namesOf('games')).toEqual(['games', 'schedule'])
  expect(namesOf('schedule')).toEqual(['games', 'schedule'])
  expect(namesOf('standings')).toEqual(['standings'])
})

it.each([
  [['schedule', 'teams'], ['teams', 'games'], true],
  [['games'], ['games'], true],
  [['schedule'], ['games', 'teams'], false],
  [['schedule'], ['teams'], false],
  [[], ['games'], false],
])('runs of %j and %j bring the same datasets: %s', (some, others, same) => {
  expect(sameDatasets(some, others)).toBe(same)
  expect(sameDatasets(others, some)).toBe(same)
})
