import { describe, expect, it } from 'vitest'
import gameBroadcasters from '../../../src/datasets/nba/game-broadcasters.js'
import { idOrNull, readRecorded, recorded, unnamed, words, wordsOrNone } from '../recorded.js'

const answer = recorded('pbpstats.scheduleLeagueV2.2023-24.json.gz')

type Broadcaster = Readonly<Record<string, unknown>>
interface Schedule {
  readonly leagueSchedule: {
    readonly gameDates: readonly {
      readonly games: readonly {
        readonly gameId: string
        readonly broadcasters: Readonly<Record<string, readonly Broadcaster[]>>
      }[]
    }[]
  }
}
const games = (answer as Schedule | undefined)?.leagueSchedule.gameDates.flatMap((date) => date.games) ?? []

describe.skipIf(answer === undefined)('game_broadcasters of a recorded schedule', () => {
  it('has each broadcaster of each game of the season type, value for value', async () => {
    const seasonType = 'Pre Season'
    const { rows, refused, scope } = await readRecorded(gameBroadcasters, answer, {
      season: '2023-24',
      seasonType,
    })
    expect(refused).toEqual([])
    const there = games
      .filter(({ gameId }) => gameId.startsWith('001'))
      .flatMap(({ gameId, broadcasters }) =>
        Object.values(broadcasters)
          .flat()
          .map((of) => ({
            season: scope.season,
            season_type: seasonType,
            game_id: gameId,
            broadcaster_id: of.broadcasterId,
            scope: wordsOrNone(of.broadcasterScope),
            media: wordsOrNone(of.broadcasterMedia),
            name: words(of.broadcasterDisplay),
            abbreviation: words(of.broadcasterAbbreviation),
            tape_delay_comments: words(of.tapeDelayComments),
            video_link: words(of.broadcasterVideoLink),
            region_id: of.regionId,
            team_id: idOrNull(of.broadcasterTeamId),
          })),
      )
    const key = (row: object): string =>
      JSON.stringify(Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    expect(rows.map(key).toSorted()).toEqual(there.map(key).toSorted())
    expect(rows.length).toBeGreaterThan(0)
  })

  it('is empty where a schedule has no broadcasters', async () => {
    const games1 = [{ gameId: '0021800001' }, { gameId: '0021800002', broadcasters: null }]
    const body = { leagueSchedule: { seasonYear: '2018-19', gameDates: [{ games: games1 }] } }
    const { rows, refused } = await readRecorded(gameBroadcasters, body)
    expect([rows, refused]).toEqual([[], []])
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(gameBroadcasters, answer)).toEqual([])
  })
})
