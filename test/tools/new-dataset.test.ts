import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { parseAnswer, type Json } from '../../tools/new-dataset/answer.js'
import { declarationOf } from '../../tools/new-dataset/declaration.js'
import { modelsOf } from '../../tools/new-dataset/files.js'
import { columnNameOf } from '../../tools/new-dataset/glossary.js'
import { plan, table, type DraftOptions } from './drafting.js'

/** Columns of the first table with the cell type of each. */
const typed = (body: Json, options: DraftOptions = {}) =>
  Object.fromEntries(plan(body, options).fields.map(({ column, type }) => [column, type]))

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 2) return error.message
    throw error
  }
  return 'nothing was refused'
}

describe('the name of a column', () => {
  it.each([
    ['FG3_PCT', 'three_pointer_pct'],
    ['FG3M', 'three_pointers_made'],
    ['W_PCT', 'win_pct'],
    ['PLUS_MINUS', 'plus_minus'],
    ['plusMinusPoints', 'plus_minus'],
    ['personId', 'player_id'],
    ['TeamID', 'team_id'],
    ['reboundsTotal', 'rebounds'],
    ['OPP_PTS', 'opponent_points'],
    ['PointsPG', 'points_per_game'],
    ['contestedShots2pt', 'contested_two_pointers'],
    ['percentagePoints3pt', 'points_three_pointers_pct'],
    ['PCT_PTS_3PT', 'points_three_pointers_pct'],
    ['PIE', 'player_impact_estimate'],
    ['E_TOV_PCT', 'estimated_turnover_pct'],
    ['OPP_PTS_2ND_CHANCE', 'opponent_second_chance_points'],
    ['WINGSPAN_FT_IN', 'wingspan_feet_inches'],
    ['L10', 'last_10'],
    ['Last10Home', 'last_10_home'],
    ['2ndChance', 'n_2nd_chance'],
    ['strCurrentStreak', 'str_current_streak'],
  ])('for %s is %s', (header, column) => {
    expect(columnNameOf(header)).toBe(column)
  })
})

describe('the types of cells', () => {
  it('follow from the values', () => {
    const body = table(
      'PLAYER_ID PTS AGE PLUS_MINUS FG_PCT TS_PCT JERSEY_NUM YEAR COLLEGE BIRTH_DATE IS_ON',
      `[[7,20,25.0,-3,0.5,1.5,"00","2018",null,"JUL 28, 1999",1],
        [8,0,31.0,3,null,0.2,"7","1999","Duke",null,0]]`,
    )
    expect(typed(body)).toEqual({
      player_id: 'id',
      points: 'count',
      age: 'number',
      plus_minus: 'difference',
      field_goal_pct: 'share',
      true_shooting_pct: 'number',
      jersey_number: 'textOrNull',
      year: 'numeral',
      college: 'textOrNull',
      birthdate: 'dateOrNone',
      is_on: 'one',
    })
  })

  it('are not made up where every value is null', () => {
    const { leftOut } = plan(table('PLAYER_ID MYSTERY', '[[7,null]]'))
    expect([...leftOut]).toEqual([['empty in this answer', ['MYSTERY']]])
  })
})

describe('a declaration', () => {
  it('has the season that its answer was asked for from the scope, and all else as it was asked', () => {
    const body = table('PLAYER_ID PTS', '[[7,20]]')
    const url =
      'https://stats.nba.com/stats/y?LeagueID=00&Season=2025-26&SeasonType=Playoffs&PerMode=Totals&Outcome='
    const text = declarationOf(plan(body, { url }))
    expect(text).toContain("endpoint: 'y'")
    expect(text).toContain(
      "params: (scope) => ({ ...seasonParams(scope), ...query('PerMode=Totals&Outcome=') })",
    )
  })

  it('names what was left out', () => {
    const body = table('PLAYER_ID PTS PTS_RANK AST_RANK', '[[7,20,1,2]]')
    expect(declarationOf(plan(body, { without: ['*_RANK'] }))).toContain(
      "leftOut: { 'follow from the values': ['*_RANK'] }",
    )
  })

  it('calls the people in an answer about one player others', () => {
    const body = table('PLAYER_ID AST', '[[8,20],[9,1]]', '"parameters":{"PlayerID":7}')
    expect(plan(body).tables[0].columns.map(({ column }) => column)).toEqual([
      'player_id',
      'other_player_id',
      'assists',
    ])
  })

  it('is in doubt of a key that few rows show', () => {
    const body = table(
      'PLAYER_ID SEASON PTS',
      '[[7,"2003-04",20],[7,"2004-05",20]]',
      '"parameters":{"PlayerID":7}',
    )
    const { tables, doubts } = plan(body, { since: 1996 })
    expect(tables[0].key).toEqual(['player_id', 'season'])
    expect(doubts).toEqual([
      { of: 'key', why: 'season; check that this tells rows apart in every answer (else --key)' },
    ])
  })
})

describe('what cannot be told is refused in a sentence:', () => {
  it.each([
    ['an answer without rows', () => plan(table('PTS', '[]')), /has no rows/],
    ['a key', () => plan(table('PTS', '[[1],[1]]')), /name those of the key with --key/],
    [
      'the endpoint',
      () => plan(parseAnswer('{"game":{"gameId":"1","actions":[{"actionId":1}]}}')),
      /--endpoint/,
    ],
    ['a list', () => plan(parseAnswer('{"meta":{}}')), /neither result sets nor/],
    ['an address', () => plan(table('PTS', '[[1]]'), { url: 'no' }), /'no' is not an address/],
    [
      'a column of the key',
      () => plan(table('PTS', '[[1]]'), { key: ['nobody'] }),
      /nobody is not among points, season/,
    ],
  ])('%s', (_what, act, sentence) => {
    expect(refusal(act)).toMatch(sentence)
  })

  it('a table that is there already', () => {
    const made = plan(table('PLAYER_ID', '[[7]]'), { name: 'players' })
    expect(
      refusal(() => modelsOf(new Map([['players.prisma', 'model Player {\n  @@map("players")\n}']]), made)),
    ).toContain('has a table players')
  })
})
