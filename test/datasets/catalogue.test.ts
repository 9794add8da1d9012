import { describe, expect, it } from 'vitest'
import { CATALOGUE, datasetOf } from '../../src/datasets/catalogue.js'
import { selectDatasets, syncInput } from '../../src/datasets/selection.js'
import { readSettings } from '../../src/settings.js'
import { played, SCOPE } from './transforming.js'

const names = (...args: Parameters<typeof selectDatasets>) => selectDatasets(...args).map(({ name }) => name)
const nba = CATALOGUE.nba

describe('the datasets of a sync', () => {
  it('are those of every sync where none is named', () => {
    expect(names('nba', SCOPE)).toEqual(nba.filter(({ byDefault }) => byDefault).map(({ name }) => name))
  })

  it('are those named with what they need, in the order of the catalogue', () => {
    expect(names('nba', SCOPE, ['players'])).toEqual(['player_game_logs', 'players'])
    expect(names('nba', SCOPE, ['standings', 'teams'])).toEqual(['team_game_logs', 'teams', 'standings'])
  })

  it('leave out what the endpoint does not have', () => {
    expect(names('nba', { ...SCOPE, season: '1950-51' })).not.toContain('standings')
    expect(names('nba', { ...SCOPE, seasonType: 'Playoffs' })).not.toContain('standings')
    expect(names('nba', { ...SCOPE, season: '1950-51' })).toContain('team_game_logs')
  })

  it('are not needed by what the endpoint does not have', () => {
    expect(names('nba', { ...SCOPE, season: '1950-51' }, ['box_scores', 'standings'])).toEqual([])
  })

  it("are those of a group, or all, whatever the case, '-' and '_'", () => {
    const all = nba.map(({ name }) => name)
    expect(names('nba', SCOPE, ['all'])).toEqual(
      all.filter((name) => names('nba', SCOPE, [name]).includes(name)),
    )
    expect(names('nba', SCOPE, ['Season-Stats', 'GAME logs'])).toEqual(
      nba.filter(({ group = '' }) => ['season-stats', 'game-logs'].includes(group)).map(({ name }) => name),
    )
    expect(names('nba', SCOPE, ['Team-Game-Logs', 'PLAYERSEASONS'])).toEqual(
      names('nba', SCOPE, ['team_game_logs', 'player_seasons']),
    )
  })

  it('letter for letter: box_scores is one, box-scores a group', () => {
    expect(names('nba', SCOPE, ['box_scores'])).not.toContain('box_score_advanced')
    expect(names('nba', SCOPE, ['box-scores'])).toContain('box_score_advanced')
  })

  it('that were named and do not exist for the season are told to the run', () => {
    const settings = readSettings({ SEASON_SYNC_TODAY: '2026-02-22' })
    const input = syncInput({ season: '1990-91', only: ['games', 'box_scores', 'play_by_play'] }, settings)
    expect(input).toMatchObject({ datasets: [{ name: 'games' }], notOffered: ['box_scores', 'play_by_play'] })
    expect(() => syncInput({ season: '1990-91', only: ['box_scores'] }, settings)).toThrow(
      'Nothing to sync from nba: not offered for 1990-91 Regular Season: box_scores (since 1996-97).',
    )
  })

  it('are found by a former name, once', () => {
    expect(datasetOf('nba', 'schedule')).toBe(datasetOf('nba', 'games'))
    expect(names('nba', SCOPE, ['schedule', 'games', 'standings'])).toEqual(['games', 'standings'])
  })

  it('of a retry are those named alone, under their present names', () => {
    const request = { season: SCOPE.season, only: ['schedule', 'box_scores'], retryOf: 'before' }
    expect(syncInput(request, readSettings({ SEASON_SYNC_TODAY: '2026-02-22' })).datasets).toEqual([
      { name: 'games', after: [] },
      { name: 'box_scores', after: ['games'] },
    ])
  })

  it('wait for those that they follow where a run has them, and do not ask for them', () => {
    const after = (...only: string[]) =>
      syncInput({ season: SCOPE.season, only }, readSettings({ SEASON_SYNC_TODAY: '2026-02-22' })).datasets
    expect(after('player_game_logs', 'team_game_logs')).toEqual([
      { name: 'team_game_logs', after: [] },
      { name: 'player_game_logs', after: ['team_game_logs'] },
    ])
    expect(after('player_game_logs')).toEqual([{ name: 'player_game_logs', after: [] }])
  })

  it('are refused by a name that is none, with those near to it', () => {
    expect(() => datasetOf('nba', 'horoscopes')).toThrow(
      "'horoscopes' is not a dataset of nba; list them with: season-sync datasets",
    )
    expect(() => datasetOf('nba', 'box_scoers')).toThrow(
      "'box_scoers' is not a dataset of nba; did you mean box_scores? (all: season-sync datasets)",
    )
    expect(() => selectDatasets('nba', SCOPE, ['traking'])).toThrow('did you mean tracking?')
    expect(() => selectDatasets('nba', SCOPE, ['players', 'horoscopes'])).toThrow(
      "'horoscopes' is not a dataset",
    )
  })

  it("are refused by a table's name, with the dataset that fills it", () => {
    expect(() => selectDatasets('nba', SCOPE, ['box-score-players'])).toThrow(
      "'box-score-players' is a table of the dataset box_scores: name that.",
    )
    expect(() => datasetOf('nba', 'possessions')).toThrow('is a table of the dataset stints')
  })
})

describe.each(nba)('the dataset $name', (dataset) => {
  it('needs datasets that come before it', () => {
    const before = nba.slice(0, nba.indexOf(dataset)).map(({ name }) => name)
    expect(dataset.needs.filter((need) => !before.includes(need))).toEqual([])
  })

  it('has its keys, scopes and guards among its columns', () => {
    for (const { columns, key, completes, latestBy } of dataset.tables) {
      const named = [...key, ...(completes?.columns ?? []), completes?.guard, latestBy].filter(Boolean)
      expect(named.filter((column) => !columns.includes(String(column)))).toEqual([])
      expect(new Set(columns).size).toBe(columns.length)
    }
  })

  it('holds by columns that are there', () => {
    const columnsOf = new Map(nba.flatMap(({ tables }) => tables.map(({ name, columns }) => [name, columns])))
    for (const table of dataset.tables) {
      const { mayEmpty = [], neverEmpty = [], filledWith, neverBack, mayVanish, holdsSumOf: sum } = table
      const summed = [...(sum?.on ?? []), ...(sum?.equal ?? []), ...Object.keys(sum?.within ?? {})]
      const others = [filledWith?.column, neverBack?.column, mayVanish?.column].filter((c) => c !== undefined)
      const witnesses = [...(table.knownBy ?? []), ...(table.keptBy ?? [])]
      const own = [...mayEmpty, ...neverEmpty, ...(filledWith?.columns ?? []), ...others, ...summed]
      own.push(...witnesses.flatMap(({ columns }) => Object.keys(columns)))
      expect(own.filter((column) => !table.columns.includes(column))).toEqual([])
      expect(summed.filter((column) => columnsOf.get(sum?.table ?? '')?.includes(column) !== true)).toEqual(
        [],
      )
      for (const { table: other, columns } of witnesses)
        expect(columnsOf.get(other)).toEqual(expect.arrayContaining(Object.values(columns).flat()))
    }
  })

  it('asks nothing twice, and each question with its label', async () => {
    const requests = await dataset.requests(SCOPE, played('0021800001', '0021800002'))
    const asked = requests.map(({ path, params }) => JSON.stringify([path, params]))
    expect(new Set(asked).size).toBe(requests.length)
    expect(requests.every(({ label }) => label.length > 5)).toBe(true)
  })
})

it('no column of a table is written by two datasets of a source, keys aside', () => {
  const writers = new Map<string, string[]>()
  for (const { name, tables } of nba)
    for (const table of tables)
      for (const column of table.columns.filter((c) => !table.key.includes(c)))
        writers.set(`${table.name}.${column}`, [...(writers.get(`${table.name}.${column}`) ?? []), name])
  expect([...writers].filter(([, by]) => by.length > 1)).toEqual([])
})
