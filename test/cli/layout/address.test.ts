import { expect, it } from 'vitest'
import { shortAddresses } from '../../../src/cli/layout/address.js'
import { visible } from '../../../src/cli/layout/wrap.js'

const ADDRESS = `https://stats.nba.com/stats/playbyplayv3?GameID=0021800658&EndPeriod=0&StartPeriod=0`

it('a long address in a text is a link with a shorter text', () => {
  const text = shortAddresses(`failed [GET ${ADDRESS}]`)
  expect(text).toContain(`]8;;${ADDRESS}`)
  expect(visible(text)).toBe('failed [GET https://stats.nba.com/stats/playbyplayv3?…]')
})

it('an address that was cut is no link, since it leads nowhere', () => {
  expect(shortAddresses(`failed [GET ${ADDRESS.slice(0, 70)}…`)).toBe(
    'failed [GET https://stats.nba.com/stats/playbyplayv3?…',
  )
})

it('a short address stays as it is', () => {
  expect(shortAddresses('see http://127.0.0.1:8233/x.')).toBe('see http://127.0.0.1:8233/x.')
})
