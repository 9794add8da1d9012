import { describe, expect, it } from 'vitest'
import { fitAddress, shortAddresses } from '../../../src/cli/layout/address.js'
import { shortIds, shortIdsIn } from '../../../src/cli/layout/short-ids.js'
import { layoutTable } from '../../../src/cli/layout/table.js'

const RUN = '01a21af3-c3ca-79e3-8a34-4b0bd6103cf7'
const HEAD = ['run', 'outcome', 'inserted', 'removed', 'verified by']

/** A table of run, outcome, two numbers and the sources that verified it. */
const drawn = (width: number | undefined, ...rows: readonly (readonly (string | number)[])[]): string =>
  layoutTable(
    HEAD,
    rows.map((row) => row.map((cell) => ({ text: String(cell), isNumber: typeof cell === 'number' }))),
    { width, dim: (text) => text, paint: (text) => text },
  )

const ROW = [RUN, 'succeeded', 1230, 0, 'team_game_logs, player_game_logs, standings'] as const

describe('a table', () => {
  it('has all of its columns in full where no screen limits it', () => {
    expect(drawn(undefined, ROW)).toBe(
      [
        'run                                   outcome    inserted  removed  verified by',
        `${RUN}  succeeded      1230        0  team_game_logs, player_game_logs, standings`,
      ].join('\n'),
    )
  })

  it('loses columns of zeros on a screen, and run ids are short', () => {
    expect(drawn(100, ROW)).toBe(
      [
        'run            outcome    inserted  verified by',
        '01a21af3-c3ca  succeeded      1230  team_game_logs, player_game_logs, standings',
      ].join('\n'),
    )
  })

  it('keeps a column of which one row is not zero', () => {
    expect(drawn(100, ROW, [RUN, 'partial', 0, 2, 'games'])).toMatch(
      /^run .* inserted  removed  verified by$/m,
    )
  })

  it('has titles without spaces after the last, in colours too', () => {
    const screen = { width: 80, dim: (text: string) => `<${text}>`, paint: (text: string) => text }
    const rows = [['games', 'a longer text'].map((text) => ({ text, isNumber: false }))]
    expect(layoutTable(['dataset', 'what'], rows, screen).split('\n')[0]).toBe('<dataset>  <what>')
  })

  it('breaks long texts between words where it is too wide', () => {
    expect(drawn(60, ROW)).toBe(
      [
        'run            outcome    inserted  verified by',
        '01a21af3-c3ca  succeeded      1230  team_game_logs,',
        '                                    player_game_logs,',
        '                                    standings',
      ].join('\n'),
    )
  })

  it('puts what still does not fit below its row, without zeros', () => {
    expect(drawn(40, ROW, [RUN, 'partial', 0, 2, ''])).toBe(
      [
        'run            outcome    inserted',
        '01a21af3-c3ca  succeeded      1230',
        '    verified by team_game_logs,',
        '    player_game_logs, standings',
        '01a21af3-c3ca  partial           0',
        '    removed 2',
      ].join('\n'),
    )
  })

  it('puts an address that is too long for the last column below its row alone', () => {
    const address = 'postgresql://season_sync_app:***@127.0.0.1:25734/nba'
    expect(drawn(60, ROW, [RUN, 'partial', 0, 0, address])).toBe(
      [
        'run            outcome    inserted  verified by',
        '01a21af3-c3ca  succeeded      1230  team_game_logs,',
        '                                    player_game_logs,',
        '                                    standings',
        '01a21af3-c3ca  partial           0',
        `    ${address}`,
      ].join('\n'),
    )
  })

  it('puts the last column below all of its rows, with its title, where a name is too long for it', () => {
    expect(drawn(50, ROW, [RUN, 'partial', 0, 0, 'games'], [RUN, 'partial', 2, 0, 'games'])).toBe(
      [
        'run            outcome    inserted',
        '01a21af3-c3ca  succeeded      1230',
        '    verified by team_game_logs, player_game_logs,',
        '    standings',
        '01a21af3-c3ca  partial           0',
        '    verified by games',
        '01a21af3-c3ca  partial           2',
        '    verified by games',
      ].join('\n'),
    )
  })
})

describe('a run id on a screen', () => {
  it('is short in words and in commands', () => {
    expect(shortIds(`see: season-sync show ${RUN}; or`)).toBe('see: season-sync show 01a21af3-c3ca; or')
  })

  it('is whole where it is all that is said', () => {
    expect(shortIdsIn(RUN)).toBe(RUN)
    expect(shortIdsIn(`${RUN}, attempt 1`)).toBe('01a21af3-c3ca, attempt 1')
  })

  it('is whole in an address', () => {
    expect(shortIds(`http://127.0.0.1/workflows/${RUN}/history`)).toContain(RUN)
  })
})

describe('an address that is longer than its place', () => {
  it('is a link with a short text', () => {
    const address = `http://127.0.0.1:8233/namespaces/default/workflows/season-sync%2Fnba/${RUN}/history`
    expect(fitAddress(address, 60)).toBe(
      `\u001B]8;;${address}\u001B\\http://127.0.0.1:8233/…/01a21af3-c3ca/history\u001B]8;;\u001B\\`,
    )
    expect(fitAddress(address, 30)).toContain('\\http://127.0.0.1:8233\u001B')
  })

  it('of a database loses its parameters, in a text too', () => {
    const address = 'postgresql://season_sync_app:***@127.0.0.1:25734/season_sync'
    expect(shortAddresses(`${address}?sslmode=disable; and more`)).toBe(`${address}; and more`)
    expect(fitAddress('postgresql://me:***@127.0.0.1:5432/nba?sslmode=disable', 50)).toBe(
      'postgresql://me:***@127.0.0.1:5432/nba',
    )
  })

  it('stays as it is where there is room, and so do words', () => {
    expect(fitAddress('http://127.0.0.1', 20)).toBeUndefined()
    expect(fitAddress('some words that are long', 10)).toBeUndefined()
  })
})
