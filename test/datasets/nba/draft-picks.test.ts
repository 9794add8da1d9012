import { describe, expect, it } from 'vitest'
import draftPicks from '../../../src/datasets/nba/draft-picks.js'
import { idOrNull, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.DraftHistory.json.gz')

describe.skipIf(answer === undefined)('draft_picks of a recorded answer', () => {
  it('has a row of draft_picks for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(draftPicks, answer)
    expect(refused).toEqual([])
    expect(of('draft_picks')).toEqual(
      rowsOf(answer, 'DraftHistory').map((line) => ({
        league_id: '00',
        draft_year: Number(line.SEASON),
        player_id: line.PERSON_ID,
        player_name: words(line.PLAYER_NAME),
        round: idOrNull(line.ROUND_NUMBER),
        round_pick: idOrNull(line.ROUND_PICK),
        overall_pick: idOrNull(line.OVERALL_PICK),
        draft_type: words(line.DRAFT_TYPE),
        team_id: idOrNull(line.TEAM_ID),
        team_city: words(line.TEAM_CITY),
        team_name: words(line.TEAM_NAME),
        team_abbreviation: words(line.TEAM_ABBREVIATION),
        organization: words(line.ORGANIZATION),
        organization_type: words(line.ORGANIZATION_TYPE),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(draftPicks, answer)).toEqual([])
  })
})
