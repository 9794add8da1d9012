import { describe, expect, it } from 'vitest'
import { cell } from '../../../src/datasets/kit/cells.js'
import { field } from '../../../src/datasets/kit/fields.js'
import { gameBox } from '../../../src/datasets/kit/game-box.js'
import { transformed } from '../transforming.js'

const tracking = gameBox('box_scores', {
  title: 'x',
  endpoint: 'x',
  root: 'box',
  since: 1996,
  players: { table: 'box_score_players', fields: { rebounds: field('statistics.speed', cell.count) } },
  teams: { table: 'box_score_teams', fields: {} },
  statistics: { minutes: field('minutes', cell.clockMinutes), points: field('points', cell.count) },
})

const player = (personId: number, minutes: string | null, more: object = { points: 0, speed: 4 }) => ({
  personId,
  statistics: { minutes, ...more },
})
const team = (teamId: number, ...players: object[]) => ({
  teamId,
  players,
  statistics: { minutes: '240:00', points: 90 },
})
const box = (...players: object[]) => ({
  box: { gameId: '0021800001', homeTeam: team(1, ...players), awayTeam: team(2) },
})

describe('a box score with statistics that only players have', () => {
  it('knows none of them of who did not play', async () => {
    const none = { points: 0, speed: 0 }
    const out = await transformed(tracking, box(player(7, '12:00'), player(8, '', none)))
    expect(out.of('box_score_players')).toMatchObject([
      { player_id: 7, minutes: 12, points: 0, rebounds: 4 },
      { player_id: 8, minutes: null, points: null, rebounds: null },
    ])
    expect(out.of('box_score_teams')).toMatchObject([{ points: 90 }, { points: 90 }])
  })

  it.each([
    ['', { points: 39, speed: 4 }, 'points is 39'],
    [null, { points: 0, speed: 4 }, 'rebounds is 4'],
  ])('refuses a player without minutes (%j) who did something', async (minutes, statistics, reason) => {
    const out = await transformed(tracking, box(player(7, '12:00'), player(8, minutes, statistics)))
    expect(out.of('box_score_players')).toMatchObject([{ player_id: 7 }])
    expect(out.refused).toEqual([{ rowNumber: 2, reason: `statistics.minutes are empty although ${reason}` }])
  })

  it('takes a player of less than a second who fouled', async () => {
    const out = await transformed(tracking, box(player(7, '0:00', { points: 0, speed: 1 })))
    expect(out.of('box_score_players')).toMatchObject([{ player_id: 7, minutes: 0, rebounds: 1 }])
  })

  it('refuses a team without minutes that scored', async () => {
    const { box: of } = box(player(7, '12:00'))
    const out = await transformed(tracking, {
      box: { ...of, awayTeam: { ...of.awayTeam, statistics: { minutes: '', points: 90 } } },
    })
    expect(out.of('box_score_teams')).toMatchObject([{ team_id: 1 }])
    expect(out.refused).toEqual([
      { rowNumber: 2, reason: 'statistics.minutes are empty although points is 90' },
    ])
  })

  it('is held against the games that were played, by who has minutes where lines have them', () => {
    expect(tracking.verify).toMatchObject([
      { rows: [{ count: { exactly: 2 } }, { count: { ofEachTeam: 5 }, played: 'minutes' }] },
      { kind: 'sides-of-the-games' },
    ])
    const withoutMinutes = gameBox('box_scores', {
      title: 'x',
      endpoint: 'x',
      root: 'box',
      since: 1996,
      players: { table: 'box_score_players', fields: {} },
      teams: { table: 'box_score_teams', fields: {} },
      statistics: { points: field('points', cell.count) },
    })
    expect(withoutMinutes.verify).toEqual([
      {
        kind: 'every-played-game',
        rows: [
          { table: 'box_score_teams', count: { exactly: 2 } },
          { table: 'box_score_players', count: { ofEachTeam: 5 } },
        ],
      },
      { kind: 'sides-of-the-games', table: 'box_score_teams', isHome: 'is_home' },
    ])
  })
})
