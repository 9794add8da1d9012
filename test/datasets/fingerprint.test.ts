import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { fingerprintOf } from '../../src/datasets/fingerprint.js'
import { cell, whole, type CellType } from '../../src/datasets/kit/cells.js'
import { field } from '../../src/datasets/kit/fields.js'
import { gameTable } from '../../src/datasets/kit/stats-table.js'
import standings from '../../src/datasets/nba/standings.js'
import { packageRoot } from '../../src/version.js'

/** The shots of a game, declared with some change. */
const shots = (more: object = {}): string =>
  fingerprintOf(
    gameTable('shots', {
      title: 'shots',
      endpoint: 'shotchartdetail',
      resultSet: 'Shot_Chart_Detail',
      since: 1996,
      table: 'shots',
      key: ['game_id', 'game_event_id'],
      fields: { game_event_id: field('GAME_EVENT_ID', cell.ordinal), period: field('PERIOD', cell.count) },
      judge: (row) => {
        row.is_made ??= null
        return undefined
      },
      ...more,
    }),
  )

const fields = (period: CellType, header = 'PERIOD') => ({
  fields: { game_event_id: field('GAME_EVENT_ID', cell.ordinal), period: field(header, period) },
})

/** A reader like that of counts, written in another way. */
const countInOtherWords: CellType = {
  schema: z.int().min(0).max(2_147_483_647).nullable(),
  quick: () => undefined,
  column: cell.count.column,
}

describe('the fingerprint of a declaration', () => {
  it('is the same in every process', () => {
    const print = `
      import { CATALOGUE } from '${join(packageRoot, 'dist/datasets/catalogue.js')}'
      import { fingerprintOf } from '${join(packageRoot, 'dist/datasets/fingerprint.js')}'
      for (const dataset of [...CATALOGUE.nba, ...CATALOGUE.rest]) console.log(dataset.name, fingerprintOf(dataset))`
    const inProcess = (): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', print], { encoding: 'utf8' })
    const lines = inProcess()
    expect(inProcess()).toBe(lines)
    expect(lines.trim().split('\n')).toHaveLength(CATALOGUE.nba.length + CATALOGUE.rest.length)
  })

  it('is that of one dataset alone', () => {
    const all = [...CATALOGUE.nba, ...CATALOGUE.rest].map(fingerprintOf)
    expect(new Set(all).size).toBe(all.length)
  })

  it.each([
    ['a new field', { fields: { ...fields(cell.count).fields, is_made: field('SHOT_MADE_FLAG', cell.one) } }],
    ['another header of a field', fields(cell.count, 'QUARTER')],
    ['another type of a field', fields(cell.numeral)],
    ['another bound of a type', fields(whole(1, 20))],
    [
      'a field that may be absent',
      {
        fields: { ...fields(cell.count).fields, period: { ...field('PERIOD', cell.count), optional: true } },
      },
    ],
    ['another key', { key: ['game_id', 'period'] }],
    ['another scope', { completes: ['game_id', 'period'] }],
    ['another place of the rows', { resultSet: 'LeagueAverages' }],
    ['another judge', { judge: () => undefined }],
    ['cells that the judge reads', { reads: { area: field('SHOT_ZONE_AREA', cell.textOrNull) } }],
    ['another cap', { mostRows: 500 }],
    ['a raised version', { version: 2 }],
  ])('changes with %s', (_, more) => {
    expect(shots(more)).not.toBe(shots())
  })

  it.each([
    ['another title', { title: 'all shots' }],
    ['members that are left out, and why', { leftOut: { 'made of names': ['PLAYER_SLUG'] } }],
    ['what it is held against', { verify: [{ kind: 'periods-of-the-games' }] }],
    ['other parameters of a request', { params: () => ({ ContextMeasure: 'FGA' }) }],
    ['a freshness', { freshFor: 1 }],
    [
      'fields in another order',
      { fields: Object.fromEntries(Object.entries(fields(cell.count).fields).toReversed()) },
    ],
    ['a reader in other words', fields(countInOtherWords)],
  ])('stays with %s', (_, more) => {
    expect(shots(more)).toBe(shots())
  })

  it('of a dataset made without the kit changes with its transform', () => {
    const made = (version: string): string =>
      fingerprintOf({
        ...standings,
        decides: undefined,
        *transform() {
          yield { table: version, rowNumber: 0, reason: 'none', source: null }
        },
      })
    expect(made('1')).toBe(made('2')) // the text is the same
    expect(fingerprintOf({ ...standings, decides: undefined })).not.toBe(made('1'))
  })
})
