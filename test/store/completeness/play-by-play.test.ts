import { describe, expect, it } from 'vitest'
import { gameId, gameRow, HOME, teamLinesOf, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

let ids = 0
const action = (period: number, more: Cells): Cells => ({
  game_id: gameId(1),
  action_id: ++ids,
  action_number: ids,
  period,
  ...more,
})
const start = (period: number): Cells => action(period, { action_type: 'period', sub_type: 'start' })
const end = (period: number): Cells => action(period, { action_type: 'period', sub_type: 'end' })
const shot = (period: number, home_score: number, away_score: number): Cells =>
  action(period, {
    action_type: 'Made Shot',
    is_field_goal: true,
    shot_result: 'Made',
    home_score,
    away_score,
  })

/** Four periods that end with 50 : 40. */
const whole = (): Cells[] => [
  ...[1, 2, 3].flatMap((period) => [start(period), shot(period, period * 12, period * 10), end(period)]),
  start(4),
  shot(4, 50, 40),
  end(4),
]

const findingsOf = async (...actions: readonly Cells[]) => {
  await season.store('games', gameRow(1))
  await season.store('play_by_play', ...actions)
  return season.findings('play_by_play')
}
const missing = (detail: string) => ({ kind: 'missing', subject: gameId(1), detail })

describe('the play-by-play of a game', () => {
  it('is verified by the games', async () => {
    await season.store('games', gameRow(1))
    await season.store('play_by_play', ...whole())
    expect(await season.verify('play_by_play')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('lacks a period', async () => {
    expect(await findingsOf(...whole().filter(({ period }) => period !== 2))).toEqual([
      missing('period 2 is missing'),
    ])
  })

  it('lacks the end of a period', async () => {
    expect(
      await findingsOf(...whole().filter(({ period, sub_type }) => period !== 4 || sub_type !== 'end')),
    ).toEqual([missing('period 4 has no end')])
  })

  it('may end a period twice', async () => {
    expect(await findingsOf(...whole(), end(4))).toEqual([])
  })

  it('lacks the overtime that the minutes of the teams tell of', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1, { minutes: 265 }))
    expect(await findingsOf(...whole())).toEqual([missing('period 5 is missing')])
  })

  it('has no period more than the minutes of the teams tell of', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1, { minutes: 240 }))
    expect(await findingsOf(...whole(), start(5), end(5))).toEqual([
      missing('period 5 follows, but the teams played 4 periods'),
    ])
  })

  it('ends with the final score, whatever was the highest', async () => {
    expect(await findingsOf(...whole(), action(4, { home_score: 49, away_score: 40 }))).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: 'final score 50 : 40, here 49 : 40' },
    ])
  })

  it('scores nothing after the end', async () => {
    expect(await findingsOf(...whole(), shot(4, 50, 40))).toEqual([
      missing('period 4 has points after its end'),
    ])
  })

  it('may have a replay review after the end', async () => {
    expect(await findingsOf(...whole(), action(4, { action_type: 'Instant Replay' }))).toEqual([])
  })
})

describe('the actions of a game', () => {
  it('are of its two teams', async () => {
    expect(await findingsOf(...whole(), action(4, { team_id: 3 }))).toEqual([
      { kind: 'wrong', subject: gameId(1), detail: '1 actions of team 3, which does not play this game' },
    ])
  })

  it.each([
    [{ action_type: 'period', sub_type: 'Layup Shot' }, 'period, Layup Shot'],
    [{ action_type: 'Rebound', sub_type: 'end' }, 'Rebound, end'],
    [{ action_type: 'Made Shot', is_field_goal: true, shot_result: 'Missed' }, 'Made Shot, Missed'],
    [{ action_type: 'Made Shot', is_field_goal: false, shot_result: 'Made' }, 'Made Shot, Made'],
    [{ action_type: 'Rebound', is_field_goal: true, shot_result: 'Missed' }, 'Rebound, Missed'],
    [{ action_type: 'Missed Shot', is_field_goal: true, shot_result: null }, 'Missed Shot'],
  ])('do not contradict themselves: %j', async (more, what) => {
    expect(await findingsOf(...whole(), action(4, more))).toEqual([
      {
        kind: 'wrong',
        subject: gameId(1),
        detail: `1 actions contradict themselves; the first is ${what}`,
      },
    ])
  })

  it('have a player, a clock and words in some of them', async () => {
    const actions = whole()
    const others = Array.from({ length: 100 }, () =>
      action(4, { action_type: 'Rebound', sub_type: 'Unknown', description: 'Rebound', team_id: HOME }),
    )
    expect(await findingsOf(...actions, ...others)).toEqual([
      {
        kind: 'wrong',
        subject: gameId(1),
        detail: expect.stringMatching(/^none of 1\d\d actions has seconds_left, player_id$/),
      },
    ])
  })

  it.each([
    [{ seconds_left: 721 }, 'a clock of 721 s in period 4'],
    [{ period: 3 }, 'period 3 after period 4'],
    [{ home_score: 51, away_score: 40 }, 'the score 51 : 40 of a game that ended 50 : 40'],
    [{ home_score: 49, away_score: -1 }, 'the score 49 : -1 of a game that ended 50 : 40'],
    [{ shot_value: 99 }, 'a shot for 99'],
    [{ action_type: 'period', sub_type: 'end', seconds_left: 7 }, 'an end of period 4 with 7 s left'],
  ])('are possible: %j', async (more, what) => {
    const findings = await findingsOf(
      ...whole(),
      action(4, more),
      action(4, { home_score: 50, away_score: 40 }),
    )
    expect(findings).toEqual([
      { kind: 'wrong', subject: gameId(1), detail: `1 impossible actions; the first has ${what}` },
    ])
  })

  it('have a team where a player acts', async () => {
    const actions = whole()
    const others = Array.from({ length: 100 }, (_, i) =>
      action(4, {
        action_type: 'Foul',
        sub_type: 'Personal',
        description: 'Foul',
        player_id: 100,
        seconds_left: 100,
        ...(i < 40 && { team_id: HOME }),
      }),
    )
    expect(await findingsOf(...actions, ...others)).toEqual([
      { kind: 'wrong', subject: gameId(1), detail: 'most actions of players have no team' },
    ])
  })

  const rebound = { action_type: 'Rebound', team_id: HOME, player_id: 199 }
  const box = { game_id: gameId(1), player_id: 100, team_id: HOME }

  it('are of players with a line in the box score', async () => {
    await season.store('box_score_players', box)
    expect(await findingsOf(...whole(), action(4, rebound))).toEqual([
      { kind: 'wrong', subject: gameId(1), detail: '1 actions of player 199, who has no line in this game' },
    ])
  })

  it('may be of a coach who is ejected', async () => {
    await season.store('box_score_players', box)
    expect(await findingsOf(...whole(), action(4, { ...rebound, action_type: 'Ejection' }))).toEqual([])
  })
})

it('a game without any action is missing', async () => {
  expect(await findingsOf()).toEqual([missing('played on 2018-10-11')])
})
