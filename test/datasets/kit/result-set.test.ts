import { describe, expect, it } from 'vitest'
import { columnIndexes, resultSet } from '../../../src/datasets/kit/result-set.js'
import { SourceError } from '../../../src/sources/judge/source-error.js'

const LABEL = 'leaguegamelog 2018-19'
const set = {
  name: 'LeagueGameLog',
  headers: ['TEAM_ID', 'PTS', 'Game_ID'],
  rowSet: [
    [1, 100, 'a'],
    [2, 90, 'b'],
  ],
}

function errorOf(action: () => unknown): SourceError {
  try {
    action()
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a result set', () => {
  it.each([
    ['in a list', { resultSets: [{ name: 'Other', headers: [], rowSet: [] }, set] }],
    ['alone under resultSets', { resultSets: set }],
    ['alone under resultSet', { resultSet: set }],
    ['in other case', { resultSets: [{ ...set, name: 'LEAGUEGAMELOG' }] }],
  ])('is found %s', (_, json) => {
    const found = resultSet(json, 'LeagueGameLog', LABEL)
    expect(found.headers).toEqual(set.headers)
    expect(found.rows).toEqual(set.rowSet)
  })

  it('may be without rows', () => {
    expect(resultSet({ resultSets: [{ ...set, rowSet: [] }] }, 'LeagueGameLog', LABEL).rows).toEqual([])
  })

  it('has headers in two rows as one', () => {
    const upper = { columnsToSkip: 1, columnSpan: 2, columnNames: ['Mid-Range', 'Backcourt'] }
    const lower = { columnSpan: 1, columnNames: ['TEAM_ID', 'FGM', 'FGA', 'FGM', 'FGA'] }
    const shots = { name: 'ShotLocations', headers: [upper, lower], rowSet: [[1, 2, 3, 4, 5]] }
    const found = resultSet({ resultSets: shots }, 'ShotLocations', LABEL)
    expect(found.headers).toEqual([
      'TEAM_ID',
      'Mid-Range.FGM',
      'Mid-Range.FGA',
      'Backcourt.FGM',
      'Backcourt.FGA',
    ])
    expect(columnIndexes(found, ['Backcourt.FGA'])).toEqual({ 'Backcourt.FGA': 4 })
  })

  it.each([null, {}, []])('in %j is suspiciously absent', (json) => {
    expect(errorOf(() => resultSet(json, 'LeagueGameLog', LABEL)).errorClass).toBe('SuspiciouslyEmpty')
  })

  it('that is missing is named, with those that are there', () => {
    const error = errorOf(() =>
      resultSet({ resultSets: [{ ...set, name: 'A\u001b[0m' }, 5] }, 'LeagueGameLog', LABEL),
    )
    expect(error.errorClass).toBe('ContractBroken')
    expect(error.message).toBe(`${LABEL} has no result set LeagueGameLog; it has A [0m, undefined.`)
  })

  it.each([
    ['headers', { ...set, headers: [{ name: 'PTS' }] }, 'no list of headers'],
    ['headers', { ...set, headers: 'PTS' }, 'no list of headers'],
    ['rows', { ...set, rowSet: undefined }, 'no list of rows'],
    ['rows', { ...set, rowSet: [{ PTS: 5 }] }, 'no list of rows'],
    [
      'a row of its length',
      {
        ...set,
        rowSet: [
          [1, 2, 3],
          [1, 2],
        ],
      },
      'row 2 has 2 values for 3 headers',
    ],
  ])('without %s breaks the contract', (_, broken, words) => {
    const error = errorOf(() => resultSet({ resultSets: [broken] }, 'LeagueGameLog', LABEL))
    expect(error.errorClass).toBe('ContractBroken')
    expect(error.message).toContain(words)
  })

  it.each([5, 'text', { resultSets: 'x' }, { resultSets: null }, { __proto__: { resultSets: [set] }, a: 1 }])(
    'is not found in %j',
    (json) => {
      expect(errorOf(() => resultSet(json, 'LeagueGameLog', LABEL)).errorClass).toBe('ContractBroken')
    },
  )
})

describe('columns', () => {
  const found = resultSet({ resultSets: [set] }, 'LeagueGameLog', LABEL)

  it('are found by name in any order and spelling', () => {
    expect(columnIndexes(found, ['GAME_ID', 'teamId'], ['MIN', 'pts'])).toEqual({
      GAME_ID: 2,
      teamId: 0,
      MIN: undefined,
      pts: 1,
    })
  })

  it('that are missing are named, with those that are there', () => {
    const error = errorOf(() => columnIndexes(found, ['PTS', 'AST', 'REB']))
    expect(error.errorClass).toBe('ContractBroken')
    expect(error.message).toBe(
      `${LABEL}: LeagueGameLog has no columns AST, REB; it has TEAM_ID, PTS, Game_ID.`,
    )
  })

  it('that are there twice are ambiguous', () => {
    const twice = resultSet(
      { resultSets: [{ name: 'A', headers: ['PTS', 'pts', 'X', 'X'], rowSet: [] }] },
      'A',
      LABEL,
    )
    expect(errorOf(() => columnIndexes(twice, ['PTS'])).message).toContain('the column PTS twice')
  })

  it('are not found on prototypes', () => {
    expect(errorOf(() => columnIndexes(found, ['constructor'])).errorClass).toBe('ContractBroken')
  })

  it('are read in a moment, however many rows there are', () => {
    const rowSet = Array.from({ length: 300_000 }, (_, i) => [i, 1, 'x'])
    const large = resultSet({ resultSets: [{ ...set, rowSet }] }, 'LeagueGameLog', LABEL)
    let points = 0
    const at = columnIndexes(large, ['PTS']).PTS
    for (const row of large.rows) points += Number(row[at])
    expect(points).toBe(300_000)
  })
})
