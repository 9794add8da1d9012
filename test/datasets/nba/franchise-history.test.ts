import { describe, expect, it } from 'vitest'
import franchiseHistory from '../../../src/datasets/nba/franchise-history.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const ofSet = (set: string, is_defunct: boolean) =>
  rowsOf(answer, set).map((row, i, rows): typeof row => ({
    ...row,
    is_defunct,
    is_whole: rows.findIndex(({ TEAM_ID }) => TEAM_ID === row.TEAM_ID) === i,
  }))
const answer = recorded('smoke.FranchiseHistory.json.gz')

describe.skipIf(answer === undefined)('franchise_history of a recorded answer', () => {
  it('has a row of franchise_history for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(franchiseHistory, answer)
    expect(refused).toEqual([])
    expect(of('franchise_history')).toEqual(
      [...ofSet('FranchiseHistory', false), ...ofSet('DefunctTeams', true)].map((line) => ({
        league_id: '00',
        is_defunct: line.is_defunct,
        is_whole: line.is_whole,
        team_id: line.TEAM_ID,
        city: words(line.TEAM_CITY),
        name: words(line.TEAM_NAME),
        start_year: Number(line.START_YEAR),
        end_year: Number(line.END_YEAR),
        seasons: line.YEARS,
        games: line.GAMES,
        wins: line.WINS,
        losses: line.LOSSES,
        win_pct: line.WIN_PCT,
        playoff_appearances: line.PO_APPEARANCES,
        division_titles: line.DIV_TITLES,
        conference_titles: line.CONF_TITLES,
        league_titles: line.LEAGUE_TITLES,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(franchiseHistory, answer)).toEqual([])
  })
})
