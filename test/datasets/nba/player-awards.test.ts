import { describe, expect, it } from 'vitest'
import playerAwards from '../../../src/datasets/nba/player-awards.js'
import { readRecorded, recorded, rowsOf, unnamed, words, wordsOrNone } from '../recorded.js'

const answer = recorded('smoke.PlayerAwards.json.gz')

describe.skipIf(answer === undefined)('player_awards of a recorded answer', () => {
  it('has a row of player_awards for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(playerAwards, answer, { about: '1628378' })
    expect(refused).toEqual([])
    expect(of('player_awards')).toEqual(
      rowsOf(answer, 'PlayerAwards').map((line) => ({
        player_id: line.PERSON_ID,
        season: wordsOrNone(line.SEASON),
        description: wordsOrNone(line.DESCRIPTION),
        month: wordsOrNone(line.MONTH),
        week: wordsOrNone(line.WEEK),
        team_number: wordsOrNone(line.ALL_NBA_TEAM_NUMBER),
        code: wordsOrNone(line.SUBTYPE2),
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        team_name: words(line.TEAM),
        conference: words(line.CONFERENCE),
        type: words(line.TYPE),
        sponsor: words(line.SUBTYPE1),
        detail: words(line.SUBTYPE3),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(playerAwards, answer)).toEqual([])
  })
})
