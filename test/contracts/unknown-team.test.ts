import { expect, it } from 'vitest'
import { unknownTeamText } from '../../src/contracts/unknown-team.js'

it('a team that a season does not have is named with those that are written almost so', () => {
  expect(unknownTeamText('noh', '2018-19', ['LAL', 'NOP', 'NYK'])).toBe(
    'there is no team noh in 2018-19 (did you mean NOP?); the teams stored of it are LAL, NOP, NYK',
  )
})
