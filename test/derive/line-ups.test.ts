import { describe, expect, it } from 'vitest'
import { derive } from '../../src/derive/derive.js'
import type { RecordedGame } from '../../src/derive/game.js'
import {
  action,
  foul,
  freeThrow,
  made,
  periods,
  rebound,
  seen,
  smallGame,
  STARTERS,
  substitution,
} from './small-game.js'

/** Start, end and home five of each stint, or the reason why there are none. */
function homeStints(game: RecordedGame) {
  const found = derive(game)
  return 'reason' in found
    ? found.reason
    : found.stints.map(({ start, end, fives }) => [start, end, fives[0].map((id) => id - 10).join('')])
}

const FIVE = '12345'

describe('who was on the floor', () => {
  it('is whoever acts or goes out before he has come in, until he is replaced', () => {
    const actions = periods((period) => (period === 2 ? [substitution(2, 300, 16, 15)] : []))
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 2580, 300], actions }))).toEqual([
      [0, 720, FIVE],
      [720, 1140, FIVE],
      [1140, 1440, '12346'],
      [1440, 2160, FIVE],
      [2160, 2880, FIVE],
    ])
  })

  it('is who plays a whole period without an action, by the minutes of the box score', () => {
    const actions = [1, 2, 3, 4].flatMap((period) =>
      seen(period, 700, ...STARTERS.filter((player) => player !== 15 || period === 1)),
    )
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 1440, 1440], actions }))).toBe(
      'the minutes of the box score fit more than one line-up',
    )
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 720, 2160], actions }))).toEqual([
      [0, 720, FIVE],
      [720, 1440, '12346'],
      [1440, 2160, '12346'],
      [2160, 2880, '12346'],
    ])
  })

  it('is decided by plus/minus where the minutes fit more than one line-up', () => {
    const actions = [1, 2, 3, 4].flatMap((period) => [
      ...seen(period, 700, ...STARTERS.filter((player) => player !== 15 || period < 3)),
      ...(period === 3 ? [made(3, 600, 11)] : []),
    ])
    const game = { home: [2880, 2880, 2880, 2880, 2160, 720], points: [2, 0], actions } as const
    const homeOfThird = (plusMinus: readonly number[]) =>
      homeStints(smallGame({ ...game, plusMinus }))[2]?.[2]
    expect(homeOfThird([2, 2, 2, 2, 2, 0])).toBe(FIVE)
    expect(homeOfThird([2, 2, 2, 2, 0, 2])).toBe('12346')
  })

  it('is not who gets a technical foul on the bench', () => {
    const actions = periods((period) => (period === 2 ? [foul(2, 300, 16, 'Technical')] : []))
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 2880, 1], actions }))).toHaveLength(4)
  })

  it('is found where an action at the moment of a substitution comes before it', () => {
    const actions = periods((period) =>
      period === 2 ? [rebound(2, 300, 16), substitution(2, 300, 16, 15)] : [],
    )
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 2580, 300], actions }))).toContainEqual([
      1140,
      1440,
      '12346',
    ])
  })

  it('is told by the side of a substitution of which the source knows neither team nor player', () => {
    const nobody = { ...substitution(2, 300, 16, 15), teamId: null, playerId: null }
    const homeOf = (location: 'h' | null, description: string) => {
      const actions = periods((period) => (period === 2 ? [{ ...nobody, location, description }] : []))
      return homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 2580, 300], actions }))
    }
    expect(homeOf('h', 'SUB: Zhou FOR Elm')).toContainEqual([1140, 1440, '12346'])
    expect(homeOf(null, 'SUB: Fir FOR Elm')).toContainEqual([1140, 1440, '12346'])
    expect(homeOf(null, 'SUB: Zhou FOR Elm')).toBe('an action of period 2 is of a team that is not known')
  })

  it.each([
    ['has since changed his name', { lastName: 'Freedom' }, 'Kanter'],
    ['has a suffix', { lastName: 'Jones Jr.' }, 'Jones'],
    ['has an accent', { lastName: 'Dončić' }, 'Doncic'],
  ])('is a substitute who %s', (_what, { lastName }, called) => {
    const actions = periods((period) =>
      period === 2
        ? [
            action(2, 300, 15, { actionType: 'Substitution', description: `SUB: ${called} FOR Elm` }),
            action(2, 200, 17, { actionType: 'Rebound', description: `${called} REBOUND (Off:0 Def:1)` }),
          ]
        : [],
    )
    const more = [{ playerId: 17, firstName: 'A.', lastName, seconds: 300, plusMinus: 0 }]
    expect(homeStints(smallGame({ home: [2880, 2880, 2880, 2880, 2580], more, actions }))).toContainEqual([
      1140,
      1440,
      '12347',
    ])
  })

  it.each([
    [
      'its minutes are not those of the box score',
      [2880, 2880, 2880, 2880, 2500, 380],
      [],
      /^the minutes are not/,
    ],
    [
      'six players of a side act',
      [2880, 2880, 2880, 2880, 2580, 300],
      [rebound(2, 500, 16)],
      /^the actions of period 2/,
    ],
    [
      'its points are not the final score',
      undefined,
      [made(2, 500, 11)],
      /^its actions give 2 : 0, .* 0 : 0$/,
    ],
  ])('does not fit where %s', (_what, home, more, reason) => {
    const actions = periods((period) => (period === 2 ? more : []))
    expect(homeStints(smallGame({ ...(home && { home }), actions }))).toMatch(reason)
  })
})

describe('the points of a stint', () => {
  it('are those of its actions, of a free throw those of the players who were there at the foul', () => {
    const actions = periods((period) =>
      period === 2
        ? [
            foul(2, 300, 21),
            freeThrow(2, 300, 11, 'Free Throw 1 of 2'),
            substitution(2, 300, 16, 15),
            freeThrow(2, 300, 11, 'Free Throw 2 of 2'),
            made(2, 200, 12, 3),
          ]
        : [],
    )
    const game = smallGame({ home: [2880, 2880, 2880, 2880, 2580, 300], points: [5, 0], actions })
    expect(derive(game)).toMatchObject({
      stints: [{}, { points: [2, 0] }, { start: 1140, points: [3, 0] }, {}, {}],
    })
  })
})
