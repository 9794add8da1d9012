import { describe, expect, it } from 'vitest'
import { derive } from '../../src/derive/derive.js'
import type { Action } from '../../src/derive/game.js'
import { action, foul, freeThrow, made, periods, rebound, smallGame } from './small-game.js'

/** Side, start, end, points and ending of the possessions of the first period after its first 20 seconds. */
function possessions(points: readonly [number, number], ...actions: readonly Action[]) {
  const found = derive(smallGame({ points, actions: periods((period) => (period === 1 ? actions : [])) }))
  if ('reason' in found) return found.reason
  return found.possessions
    .filter(({ period }) => period === 1)
    .map(({ offense, start, end, points: own, ending }) => [
      offense === 0 ? 'home' : 'away',
      start,
      end,
      own,
      ending,
    ])
}

const missed = (at: number, player: number): Action =>
  action(1, at, player, { actionType: 'Missed Shot', shotValue: 2, description: 'MISS' })
const turnover = (at: number, player: number): Action =>
  action(1, at, player, { actionType: 'Turnover', subType: 'Bad Pass' })

describe('a possession', () => {
  it('ends with a made shot, a defensive rebound, a turnover or the period, and leaves no time out', () => {
    expect(
      possessions(
        [2, 0],
        made(1, 600, 11),
        missed(580, 21),
        rebound(1, 578, 12),
        turnover(560, 12),
        missed(1, 21),
      ),
    ).toEqual([
      ['home', 0, 120, 2, 'made_shot'],
      ['away', 120, 142, 0, 'defensive_rebound'],
      ['home', 142, 160, 0, 'turnover'],
      ['away', 160, 720, 0, 'end_of_period'],
    ])
  })

  it('goes on after an offensive rebound, and after the free throw of a made shot that was fouled', () => {
    expect(
      possessions(
        [3, 0],
        missed(600, 11),
        rebound(1, 598, 12),
        made(1, 590, 12),
        foul(1, 590, 21),
        freeThrow(1, 590, 12, 'Free Throw 1 of 1'),
      ),
    ).toEqual([
      ['home', 0, 130, 3, 'free_throws'],
      ['away', 130, 720, 0, 'end_of_period'],
    ])
  })

  it('ends with the last of several free throws, not with the rebound that follows the first', () => {
    const first = { ...freeThrow(1, 600, 11, 'Free Throw 1 of 2'), description: 'MISS Ash Free Throw 1 of 2' }
    const second = freeThrow(1, 600, 11, 'Free Throw 2 of 2')
    expect(possessions([1, 0], foul(1, 600, 21), first, rebound(1, 600, 22), second)).toEqual([
      ['home', 0, 120, 1, 'free_throws'],
      ['away', 120, 720, 0, 'end_of_period'],
    ])
  })

  it('is kept after free throws for a technical foul, whoever shoots them', () => {
    const technical = freeThrow(1, 590, 21, 'Free Throw Technical')
    expect(possessions([2, 1], missed(600, 11), rebound(1, 598, 12), technical, made(1, 580, 12))).toEqual([
      ['home', 0, 140, 2, 'made_shot'],
      ['away', 140, 720, 0, 'end_of_period'],
    ])
  })

  it('ends with a jump ball that the other side wins', () => {
    const jump = action(1, 590, 21, { actionType: 'Jump Ball' })
    expect(possessions([0, 2], missed(600, 11), jump, made(1, 580, 21))).toEqual([
      ['home', 0, 130, 0, 'jump_ball'],
      ['away', 130, 140, 2, 'made_shot'],
      ['home', 140, 720, 0, 'end_of_period'],
    ])
  })

  it('is nobody’s by a rebound at the buzzer', () => {
    expect(possessions([0, 0], missed(0, 11), rebound(1, 0, 21))).toEqual([
      ['home', 0, 720, 0, 'end_of_period'],
    ])
  })
})
