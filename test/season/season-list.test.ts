import { expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { seasonsOf, seasonTypesOf } from '../../src/season/season-list.js'

const TODAY = '2026-02-22'

it.each([
  ['2018-19', ['2018-19']],
  ['current', ['2025-26']],
  ['2016-17..2018-19', ['2018-19', '2017-18', '2016-17']],
  ['2016-17,2018-19', ['2018-19', '2016-17']],
  ['1998-99..2000-01, 1999-00,current', ['2025-26', '2000-01', '1999-00', '1998-99']],
  ['2024-25..current', ['2025-26', '2024-25']],
])('%s names seasons, newest first and each once', (text, seasons) => {
  expect(seasonsOf(text, TODAY)).toEqual(seasons)
})

it.each([
  ['2018', "'2018' is not a season; write it like 2018-19."],
  ['2016-17,', "'' lacks a season; write it like 2018-19, or 2016-17..2018-19."],
  ['2016-17..', "'2016-17..' lacks a season; write it like 2018-19, or 2016-17..2018-19."],
  ['..current', "'..current' lacks a season; write it like 2018-19, or 2016-17..2018-19."],
  ['2018-19..2016-17', 'The range 2018-19..2016-17 ends before it begins; write 2016-17..2018-19.'],
  [
    '2016-17..2017-18..2018-19',
    "'2016-17..2017-18..2018-19' is not a range of seasons; write it like 2016-17..2018-19.",
  ],
  ['1945-46..1950-51', 'Season 1945-46 is outside 1946-47 to 2026-27.'],
  ['2016-17 .. 2017', "'2017' is not a season; write it like 2018-19."],
  ['current..now', "'now' is not a season; write it like 2018-19."],
])('%s is refused with a sentence', (text, sentence) => {
  expect(() => seasonsOf(text, TODAY)).toThrow(new UserError(sentence, 2))
})

it('all types are those that the season had', () => {
  expect(seasonTypesOf('all', '1998-99')).toEqual(['Pre Season', 'Regular Season', 'Playoffs'])
  expect(seasonTypesOf('ALL', '2023-24')).toHaveLength(6)
  expect(seasonTypesOf(undefined, '2023-24')).toEqual(['Regular Season'])
  expect(seasonTypesOf('play-in', '2018-19')).toEqual([])
  expect(() => seasonTypesOf('summer', '2018-19')).toThrow(
    /'summer' is not a season type; one of .*, Playoffs, all\./,
  )
})
