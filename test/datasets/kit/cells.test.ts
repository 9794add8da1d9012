import { describe, expect, it } from 'vitest'
import { cell } from '../../../src/datasets/kit/cells.js'
import { calendarDate } from '../../../src/season/calendar-date.js'

/** What a cell makes of a value: the cell, or the word 'refused'. What it makes of it quickly is the same. */
function read(name: keyof typeof cell, value: unknown): unknown {
  const { schema, quick } = cell[name]
  const parsed = schema.safeParse(value)
  const result = parsed.success ? parsed.data : 'refused'
  const quickly = quick(value)
  expect(quickly === undefined ? result : quickly).toEqual(result)
  return result
}

describe('a date', () => {
  it.each([
    ['2024-04-14', '2024-04-14'],
    ['2024-04-14T00:00:00', '2024-04-14'],
    ['2024-04-14T23:30:00Z', '2024-04-14'],
    ['20240414', '2024-04-14'],
    ['APR 14, 2024', '2024-04-14'],
    ['Apr 14, 2024', '2024-04-14'],
    ['04/14/2024 00:00:00', '2024-04-14'],
    ['04/14/2024', '2024-04-14'],
    ['2020-02-29', '2020-02-29'],
  ])('%s is %s', (text, date) => {
    expect(calendarDate(text)).toBe(date)
  })

  it.each([
    '2019-02-30',
    '2019-02-29',
    'FEB 30, 2019',
    '02/30/2019',
    '2019-13-01',
    '13/01/2019',
    'XXX 14, 2024',
    'April 14, 2024',
    '14.04.2024',
    '2024-4-14',
    '2024-04-14 00:00:00',
    '0000-01-01', // Postgres has no year 0
    '',
    'TBD',
  ])('is not %j', (text) => {
    expect(calendarDate(text)).toBeUndefined()
  })
})

describe('a cell', () => {
  it.each([
    ['id', 1610612737, 1610612737],
    ['id', '1610612737', 1610612737],
    ['id', 0, 'refused'],
    ['id', -1, 'refused'],
    ['id', 1.5, 'refused'],
    ['id', '', 'refused'],
    ['id', null, 'refused'],
    ['id', true, 'refused'],
    ['id', '0x10', 'refused'],
    ['id', '1e3', 'refused'],
    ['id', 2 ** 53, 'refused'],
    ['idOrNone', 0, null],
    ['idOrNone', '0', null],
    ['idOrNone', '', null],
    ['idOrNone', null, null],
    ['idOrNone', '7', 7],
    ['idOrNone', -7, 'refused'],
    ['count', 0, 0],
    ['count', null, null],
    ['count', -1, 'refused'],
    ['count', 0.5, 'refused'],
    ['count', '5', 'refused'],
    ['count', Number.NaN, 'refused'],
    ['count', Number.POSITIVE_INFINITY, 'refused'],
    ['count', 2_147_483_648, 'refused'],
    ['tally', 0, 0],
    ['tally', null, 'refused'],
    ['tally', -1, 'refused'],
    ['ordinal', 2_147_483_647, 2_147_483_647],
    ['ordinal', 2_147_483_648, 'refused'],
    ['ordinal', 0, 'refused'],
    ['integer', -2_147_483_649, 'refused'],
    ['integer', null, 'refused'],
    ['difference', -30, -30],
    ['difference', -3, -3],
    ['difference', 12.9, 'refused'],
    ['difference', -1.5, 'refused'],
    ['difference', null, null],
    ['difference', '-3', 'refused'],
    ['teamDifference', -27.6, -27],
    ['teamDifference', -3, -3],
    ['teamDifference', null, null],
    ['teamDifference', '-3', 'refused'],
    ['teamDifference', 3e9, 'refused'],
    ['numeral', '2018', 2018],
    ['numeral', 2018, 2018],
    ['numeral', '', null],
    ['numeral', ' ', null],
    ['numeral', null, null],
    ['numeral', 'Undrafted', 'refused'],
    ['numeral', true, 'refused'],
    ['numeral', [], 'refused'],
    ['minutes', 48, 48],
    ['minutes', 47.5, 47.5],
    ['minutes', null, null],
    ['minutes', -1, 'refused'],
    ['minutes', 1001, 'refused'],
    ['clockMinutes', '19:30', 19.5],
    ['clockMinutes', 'PT19M30.00S', 19.5],
    ['clockMinutes', '265.0:00', 265],
    ['clockMinutes', '265.5:00', 'refused'],
    ['clockMinutes', '', null],
    ['clockMinutes', null, null],
    ['clockMinutes', '19', 'refused'],
    ['clockMinutes', `${'9'.repeat(400)}:00`, 'refused'],
    ['clockSeconds', `PT${'9'.repeat(400)}M00.00S`, 'refused'],
    ['clockSeconds', 'PT11M40.50S', 700.5],
    ['clockSeconds', 'PT00M00.00S', 0],
    ['clockSeconds', 'PT00M.50S', 0.5],
    ['clockSeconds', 'PT00MS', 'refused'],
    ['clockSeconds', 'PT00M.S', 'refused'],
    ['clockSeconds', 'PT-01M30.00S', 'refused'],
    ['clockSeconds', 'PT01M-30.00S', 'refused'],
    ['clockMinutes', 'PT-01M30.00S', 'refused'],
    ['clockSeconds', '', null],
    ['clockSeconds', '11:40', 'refused'],
    ['share', 0.333, 0.333],
    ['share', 1, 1],
    ['share', 1.01, 'refused'],
    ['share', -0.1, 'refused'],
    ['text', ' a\u0000b\u001b\u009b ', 'ab'],
    ['text', '', 'refused'],
    ['text', ' ', 'refused'],
    ['text', null, 'refused'],
    ['text', 5, 'refused'],
    ['textOrNull', '', null],
    ['textOrNull', '\u0007', null],
    ['textOrNull', null, null],
    ['textOrNull', 23, '23'],
    ['textOrNull', 'Jokić', 'Jokić'],
    ['textOrNull', {}, 'refused'],
    ['keyText', ' East ', 'East'],
    ['keyText', null, ''],
    ['keyText', 2, '2'],
    ['keyText', true, 'refused'],
    ['gameId', '0021800001', '0021800001'],
    ['gameId', 21800001, 'refused'],
    ['gameId', '002180000', 'refused'],
    ['gameId', '0021800001\n', 'refused'],
    ['date', 'APR 14, 2024', '2024-04-14'],
    ['date', 20240414, 'refused'],
    ['dateOrNone', '', null],
    ['dateOrNone', '1990-01-05T00:00:00', '1990-01-05'],
    ['dateOrNone', 'long ago', 'refused'],
    ['dateOrNone', '0000-01-01', 'refused'],
    ['dateOrNone', 0, 'refused'],
  ] as const)('%s reads %j as %j', (name, value, expected) => {
    expect(read(name, value)).toEqual(expected)
  })
})
