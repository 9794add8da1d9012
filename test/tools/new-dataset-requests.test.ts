import { describe, expect, it } from 'vitest'
import { parseAnswer } from '../../tools/new-dataset/answer.js'
import { declarationOf } from '../../tools/new-dataset/declaration.js'
import { testFileOf } from '../../tools/new-dataset/test-file.js'
import { plan, table, type DraftOptions } from './drafting.js'

/** Rows of ten games of one team. */
const games = Array.from({ length: 10 }, (_, i) => [7, `002250000${i}`, i])
const LOG = table('TEAM_ID GAME_ID PTS', JSON.stringify(games))

/** The draft of an answer to a request of a season with these further parameters. */
const asked = (more: string, options: DraftOptions = {}, body = LOG) =>
  plan(body, {
    since: 1996,
    url: `https://stats.nba.com/stats/x?LeagueID=00&Season=2025-26&SeasonType=Playoffs${more}`,
    ...options,
  })

describe('a filter of the recorded request', () => {
  it.each([
    ['&Conference=East', 'Conference='],
    ['&DateFrom=01/01/2026&DateTo=01/31/2026', 'DateFrom=&DateTo='],
    ['&VsConference=East', 'VsConference='],
    ['&LastNGames=1', 'LastNGames=0'],
    ['&OpponentTeamID=1610612739', 'OpponentTeamID=0'],
  ])('is left open: %s', (filter, open) => {
    const draft = asked(filter)
    expect(draft.opened).toEqual(filter.slice(1).split('&'))
    expect(declarationOf(draft)).toContain(`...query('${open}')`)
  })

  it('leaves in doubt whether the key tells rows apart that it chose', () => {
    const text = declarationOf(asked('&LastNGames=1'))
    expect(text).toMatch(
      /^\/\/ Unsure: the recorded answer is only about LastNGames=1; check [^\n]*\n\/\/ .*\nkey: \[/m,
    )
  })

  it('is left open, in doubt, where it is the id of what the request is not about', () => {
    const draft = asked('&TeamID=7&PlayerID=8', { subject: 'player' })
    expect(draft.doubts).toContainEqual({
      of: 'params',
      why: 'TeamID is left open (recorded: 7); the endpoint may demand one',
    })
    expect(declarationOf(draft)).toContain(
      "// Unsure: TeamID is left open (recorded: 7); the endpoint may demand one.\nparams: (scope) => ({ ...seasonParams(scope), ...query('TeamID=0')",
    )
  })

  it('gives its column to the key, as every row has the same', () => {
    expect(asked('&TeamID=7', { subject: 'season' }).tables[0].key).toEqual([
      'season',
      'season_type',
      'team_id',
      'game_id',
    ])
  })

  it('is kept, in doubt, where nothing tells that it is one', () => {
    const draft = asked('&MinutesMin=10')
    const why =
      'MinutesMin=10 is as recorded, and every request asks for it; leave it open where it narrows the answer'
    expect(draft.doubts).toEqual([{ of: 'params', why }])
    expect(declarationOf(draft)).toMatch(
      /\n\/\/ Unsure: MinutesMin=10 is as recorded, [^\n]*\n\/\/ .*\nparams: .*query\('MinutesMin=10'\)/,
    )
  })

  it('is none where it says what is told of each row', () => {
    const draft = asked('&MeasureType=Advanced&PerMode=Totals&Conference=')
    expect(draft.doubts).toEqual([])
    expect(draft.opened).toEqual([])
  })
})

describe('the parameters of a request', () => {
  const schedule = parseAnswer('{"schedule":{"seasonYear":"2025-26","weeks":[{"weekNumber":1}]}}')

  it('are in doubt where the answer does not say them and no address is given', () => {
    const why = 'the answer does not say what was asked; give the address with --url'
    expect(plan(schedule, { endpoint: 'schedule' }).doubts).toContainEqual({ of: 'params', why })
  })
})

describe('what a request is about', () => {
  const gamelogs = 'https://stats.nba.com/stats/teamgamelogs?LeagueID=00&Season=2025-26&SeasonType=Playoffs'

  it('is in doubt where an endpoint for the whole league was asked about one team', () => {
    const draft = plan(LOG, { url: `${gamelogs}&TeamID=7`, since: 1996 })
    expect(declarationOf(draft)).toMatch(
      /\n\/\/ Unsure: TeamID makes one request for each team; [^\n]*\n\/\/ .*--subject season.*\nendpoint: 'teamgamelogs'/,
    )
  })

  it('is no game of which the answer takes no notice', () => {
    expect(plan(LOG, { url: `${gamelogs}&GameID=0022500003` }).asked.subject).toBe('season')
  })

  it('is what an answer names in other spellings', () => {
    const body = table('PLAYER_ID PTS', '[[7,20]]', '"parameters":{"gameId":"0022500003","LeagueId":"00"}')
    expect(plan(body).asked).toMatchObject({
      subject: 'game',
      about: '0022500003',
      params: { LeagueID: '00' },
    })
  })
})

describe('the key of a draft', () => {
  const totals = (params: string) =>
    plan(LOG, { url: `https://stats.nba.com/stats/x?LeagueID=00&TeamID=7&${params}`, since: 1996 })

  it.each([
    ['Season=2025-26&SeasonType=Playoffs', ['season', 'season_type', 'team_id', 'game_id']],
    ['Season=2025-26', ['season', 'team_id', 'game_id']],
    ['SeasonYear=2025', ['season', 'team_id', 'game_id']],
    ['SeasonID=22025', ['season', 'team_id', 'game_id']],
    ['SeasonType=Playoffs', ['season_type', 'team_id', 'game_id']],
  ])('has what the request asks for: %s', (params, key) => {
    const draft = totals(params)
    expect(draft.tables[0].key).toEqual(key)
    expect(draft.ofScope).toEqual(key.slice(0, -2))
    expect(draft.doubts).toEqual([])
  })

  it('is in doubt where the request leaves season or type empty', () => {
    expect(totals('Season=&SeasonType=').doubts).toEqual([
      {
        of: 'key',
        why: 'the recorded request leaves Season and SeasonType empty, so that an answer has rows of all; check that the key tells those apart',
      },
    ])
    expect(declarationOf(totals('Season=2025-26&SeasonType='))).toMatch(
      /\n\/\/ Unsure: the recorded request leaves SeasonType empty, [^\n]*\n\/\/ .*\nkey: \['season', 'team_id', 'game_id'\]/,
    )
  })

  it('comes with the parameter that the run fills', () => {
    expect(declarationOf(totals('SeasonID=22025'))).toContain('SeasonID: `2${startYear(season)}`')
  })
})

describe('an answer about a date', () => {
  const board = parseAnswer(
    '{"board":{"gameDate":"2025-11-05","games":[{"gameId":"0022500171","period":4},{"gameId":"0022500172","period":4}]}}',
  )
  const draft = plan(board, {
    url: 'https://stats.nba.com/stats/board?LeagueID=00&GameDate=2025-11-05',
    since: 1996,
  })

  it('is one of each date', () => {
    expect(draft.asked.subject).toBe('date')
    expect(draft.tables[0].key).toEqual(['game_date', 'game_id'])
    const text = declarationOf(draft)
    expect(text).toContain("import { dateList } from '../kit/body-list.js'")
    expect(text).toContain("export default dateList('made_up', {")
    expect(text).toContain("names: 'board.gameDate'")
    expect(text).toContain(`params: () => ({ LeagueID: "00" })`)
    expect(text).not.toContain('ofScope')
  })

  it('is tested as that to the request of its date, in the season that it is of', () => {
    const text = testFileOf(draft, 'board.json')
    expect(text).toContain('readRecorded(madeUp, answer, { about: "2025-11-05", season: "2025-26" })')
    expect(text).toContain('game_date: "2025-11-05",')
  })

  it('is recognised by its parameters, whatever the form of the date', () => {
    const body = table(
      'GAME_ID GAME_DATE',
      '[["0022500171","2025-11-05"]]',
      '"parameters":{"GameDate":"11/05/2025"}',
    )
    const made = plan(body, { since: 1996 })
    expect(made.asked).toMatchObject({ subject: 'date', about: '2025-11-05' })
    expect(made.tables[0].columns.map(({ column }) => column)).toEqual(['game_id', 'game_date'])
    expect(declarationOf(made)).toContain("export default dateTable('made_up', {")
  })
})
