import { describe, expect, it } from 'vitest'
import { AWAY, type Cells, HOME, teamLine, TinySeason } from './tiny-season.js'

const tiny = new TinySeason()

/** Two games of both teams, two weeks and a day apart. */
const played = () =>
  tiny.store(
    'team_game_logs',
    ...[HOME, AWAY].flatMap((team) => [teamLine(1, team), teamLine(2, team, { game_date: '2018-10-30' })]),
  )
const years = (team: number, more: Cells = {}) =>
  tiny.store('team_years', { league_id: '00', team_id: team, first_year: 1970, last_year: 2018, ...more })
const franchise = (team: number, more: Cells = {}) =>
  tiny.store('franchise_history', {
    league_id: '00',
    team_id: team,
    is_whole: true,
    city: 'X',
    name: 'Y',
    start_year: 1970,
    end_year: 2018,
    games: 10,
    wins: 5,
    losses: 5,
    win_pct: 0.5,
    is_defunct: false,
    ...more,
  })

describe('franchises', () => {
  it('hold against the teams that have played and the other list of them', async () => {
    await played()
    for (const team of [HOME, AWAY]) {
      await years(team)
      await franchise(team)
    }
    await years(3, { last_year: 1975 })
    await franchise(3, { end_year: 1975 })
    expect(await tiny.findings('team_years')).toEqual([])
    expect(await tiny.findings('franchise_history')).toEqual([])
    expect((await tiny.verify('team_years')).verifiedBy).toBe('team_game_logs, franchise_history')
  })

  it('of the season have played', async () => {
    await played()
    for (const team of [HOME, AWAY, 3]) await years(team)
    expect(await tiny.findings('team_years')).toEqual([
      { kind: 'conflict', subject: 'team 3', detail: 'team 3: 1970 to 2018, and no line in team_game_logs' },
    ])
  })

  it('have not played before their first year, nor long after the last', async () => {
    await played()
    await years(HOME, { first_year: 2019, last_year: 2019 })
    await years(AWAY, { last_year: 2016 })
    expect(await tiny.findings('team_years')).toMatchObject([
      { subject: 'team 1', detail: 'HOM: 2019 to 2019, and lines in team_game_logs of 2018' },
      { subject: 'team 2', detail: 'AWA: 1970 to 2016, and lines in team_game_logs of 2018' },
    ])
  })

  it('are in both lists, since the same year', async () => {
    await played()
    await years(HOME)
    await years(AWAY)
    await franchise(HOME, { start_year: 1971 })
    expect(await tiny.findings('team_years')).toMatchObject([
      { kind: 'conflict', detail: 'HOM: since 1970, franchise_history since 1971' },
      { kind: 'conflict', detail: 'AWA: since 1970, franchise_history no franchise' },
    ])
  })

  it('that have played before have games', async () => {
    await played()
    await franchise(HOME, { games: 0, wins: 0, losses: 0, win_pct: 0 })
    await franchise(AWAY, { games: null, start_year: 2018 })
    expect(await tiny.findings('franchise_history')).toEqual([
      { kind: 'wrong', subject: 'team 1', detail: 'HOM: no games since 1970, and lines in team_game_logs' },
    ])
  })

  it('have won as often as they lost, all together', async () => {
    await played()
    await franchise(HOME, { wins: 6, games: 11, win_pct: 0.545 })
    await franchise(AWAY)
    expect(await tiny.findings('franchise_history')).toEqual([
      { kind: 'wrong', subject: 'wins', detail: '11 wins of all teams, 10 losses' },
    ])
  })
})

describe('the players of a draft combine', () => {
  const entrant = (table: string, player: number) =>
    tiny.store(table, { season: '2018-19', player_id: player, first_name: 'A', last_name: String(player) })

  it('are noted where another list has others', async () => {
    for (const player of [1, 2]) await entrant('draft_combine_drills', player)
    for (const player of [1, 3]) await entrant('draft_combine_measurements', player)
    const [note, ...more] = await tiny.findings('draft_combine_drills')
    expect(more).toEqual([])
    expect(note).toMatchObject({ kind: 'note' })
  })
})
