import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { columnMeaning, termOf } from '../../src/datasets/meanings.js'
import { tableTexts } from '../../src/datasets/relation-texts.js'
import { MACHINERY } from '../../src/generated/catalogue/machinery.js'

describe('the meaning of a column', () => {
  it('is what its model says, otherwise what the dictionary says of its name', () => {
    expect(columnMeaning('box_score_players', 'comment')).toMatch(/^Reason why a player did not play/)
    expect(columnMeaning('box_score_players', 'points')).toBe('Points.')
  })

  it('is that of the dictionary where the model gives the unit alone', () => {
    expect(columnMeaning('player_season_stats', 'win_pct')).toBe('Games won of games played (share of 1).')
  })

  it.each([
    ['opponent_field_goals_attempted', 'Field goals attempted, of the opponent.'],
    ['contested_rebound_pct', 'Share of the rebounds that were contested (of 1).'],
    [
      'estimated_defensive_rating',
      'Points of the opponent per 100 possessions, estimated from the box score.',
    ],
    ['last_10_home_record', "Wins and losses in the last ten games at home: '25-16'."],
    ['on_move_college_attempted', "On the move: shots from the colleges' three-point line, attempted."],
    ['points_period_3', 'Points in the period of this number.'],
  ])('is made of those of its parts: %s', (column, meaning) => {
    expect(termOf(column)).toBe(meaning)
  })

  it('is not known of a name whose parts say nothing', () => {
    expect(termOf('opponent_mood')).toBeUndefined()
  })
})

it('each table of the catalogue and of the machinery has a text, and each of its columns', () => {
  const texts = tableTexts()
  const data = [...CATALOGUE.nba, ...CATALOGUE.rest].flatMap(({ tables }) => tables)
  const names = new Set([...data.map(({ name }) => name), ...MACHINERY.map(({ name }) => name)])
  expect(texts.map(({ name }) => name).toSorted()).toEqual([...names].toSorted())
  for (const { name, text, columns } of texts) {
    expect(text, name).toMatch(/^[A-Z].*\.$/)
    for (const [column, meaning] of Object.entries(columns))
      expect(meaning, `${name}.${column}`).toMatch(/^(?!Source: )./)
  }
})

it('a text says which dataset and endpoint fill a table, and the member of the answer that fills a column', () => {
  const hustle = tableTexts().find(({ name }) => name === 'box_score_hustle_players')
  expect(hustle?.text).toMatch(
    /A row for each game_id, player_id\. Dataset box_score_hustle, from boxscorehustlev2\.$/,
  )
  expect(hustle?.columns.deflections).toMatch(/Source: statistics\.deflections\.$/)
})
