import { describe, expect, it } from 'vitest'
import { CATALOGUE, datasetOf } from '../../../src/datasets/catalogue.js'
import teamGameLogsBase from '../../../src/datasets/nba/team-game-logs-base.js'
import { readRecorded, recorded, rowsOf, unnamed } from '../recorded.js'
import { bodyOf, requestOf, transformed } from '../transforming.js'

const RECORDED = [
  'Lakers_2023-24_regular_season',
  'Home_games_only',
  'Wins_only',
  'Eastern_Conference_opponents',
]

describe.each(RECORDED)('team_game_logs_base of the recorded answer %s', (name) => {
  const answer = recorded(`scenarios.teamgamelogs.${name}.json.gz`)

  it.skipIf(answer === undefined)('has a row for each line of the season type, value for value', async () => {
    const { rows, refused, scope } = await readRecorded(teamGameLogsBase, answer, { season: '2023-24' })
    const lines = rowsOf(answer, 'TeamGameLogs').filter(({ GAME_ID: id }) => String(id).startsWith('002'))
    expect(refused).toEqual([])
    expect(rows).toEqual(
      lines.map((line) => ({
        season: scope.season,
        season_type: scope.seasonType,
        game_id: line.GAME_ID,
        team_id: line.TEAM_ID,
        team_abbreviation: line.TEAM_ABBREVIATION,
        game_minutes: line.MIN,
        field_goals_made: line.FGM,
        field_goals_attempted: line.FGA,
        field_goal_pct: line.FG_PCT,
        three_pointers_made: line.FG3M,
        three_pointers_attempted: line.FG3A,
        three_pointer_pct: line.FG3_PCT,
        free_throws_made: line.FTM,
        free_throws_attempted: line.FTA,
        free_throw_pct: line.FT_PCT,
        offensive_rebounds: line.OREB,
        defensive_rebounds: line.DREB,
        rebounds: line.REB,
        assists: line.AST,
        turnovers: line.TOV,
        steals: line.STL,
        blocks: line.BLK,
        blocked_attempts: line.BLKA,
        personal_fouls: line.PF,
        personal_fouls_drawn: line.PFD,
        points: line.PTS,
        plus_minus: line.PLUS_MINUS,
      })),
    )
  })

  it.skipIf(answer === undefined)('names each member of the answer that it does not store', () => {
    expect(unnamed(teamGameLogsBase, answer)).toEqual([])
  })
})

/** No answer is recorded: headers as public documentation and published programs list them, in an answer made of them. */
const RATINGS =
  'E_OFF_RATING OFF_RATING E_DEF_RATING DEF_RATING E_NET_RATING NET_RATING AST_PCT AST_TO AST_RATIO OREB_PCT DREB_PCT REB_PCT TM_TOV_PCT'
const PACE = 'E_PACE PACE PACE_PER40 POSS PIE'
const POINTS = 'PTS_OFF_TOV PTS_2ND_CHANCE PTS_FB PTS_PAINT'
const SHARES =
  'PCT_FGA_2PT PCT_FGA_3PT PCT_PTS_2PT PCT_PTS_2PT_MR PCT_PTS_3PT PCT_PTS_FB PCT_PTS_FT PCT_PTS_OFF_TOV PCT_PTS_PAINT PCT_AST_2PM PCT_UAST_2PM PCT_AST_3PM PCT_UAST_3PM PCT_AST_FGM PCT_UAST_FGM'
const MISC = `${POINTS} ${POINTS.replaceAll('PTS', 'OPP_PTS')} BLK BLKA PF PFD`
const DOCUMENTED: readonly (readonly [dataset: string, headers: string])[] = [
  [
    'player_game_logs_base',
    'FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST TOV STL BLK BLKA PF PFD PTS PLUS_MINUS NBA_FANTASY_PTS DD2 TD3 WNBA_FANTASY_PTS DD2_RANK',
  ],
  ['team_game_logs_advanced', `${RATINGS} EFG_PCT TS_PCT ${PACE} PIE_RANK`],
  [
    'player_game_logs_advanced',
    `${RATINGS} E_TOV_PCT EFG_PCT TS_PCT USG_PCT E_USG_PCT ${PACE} sp_work_OFF_RATING sp_work_PACE FGM FGA FGM_PG FGA_PG FG_PCT sp_work_PACE_RANK`,
  ],
  [
    'team_game_logs_four_factors',
    'EFG_PCT FTA_RATE TM_TOV_PCT OREB_PCT OPP_EFG_PCT OPP_FTA_RATE OPP_TOV_PCT OPP_OREB_PCT EFG_PCT_RANK',
  ],
  ['team_game_logs_misc', MISC],
  ['player_game_logs_misc', `${MISC} NBA_FANTASY_PTS`],
  ['team_game_logs_scoring', SHARES],
  ['player_game_logs_scoring', `${SHARES} FGM FGA FG_PCT`],
  [
    'player_game_logs_usage',
    'USG_PCT PCT_FGM PCT_FGA PCT_FG3M PCT_FG3A PCT_FTM PCT_FTA PCT_OREB PCT_DREB PCT_REB PCT_AST PCT_TOV PCT_STL PCT_BLK PCT_BLKA PCT_PF PCT_PFD PCT_PTS',
  ],
]

const LINE = {
  SEASON_YEAR: '2018-19',
  TEAM_ID: 1610612747,
  TEAM_ABBREVIATION: 'LAL',
  TEAM_NAME: 'Los Angeles Lakers',
  GAME_ID: '0021800007',
  GAME_DATE: '2018-10-18T00:00:00',
  MATCHUP: 'LAL @ POR',
  WL: 'L',
  MIN: 31.5,
}
const PLAYER = { PLAYER_ID: 2544, PLAYER_NAME: 'LeBron James', NICKNAME: 'LeBron' }

describe('a measure whose headers are documented and not recorded', () => {
  it.each(DOCUMENTED)('%s: each header is a column, or named as left out', async (name, headers) => {
    const dataset = datasetOf('nba', name)
    const ofPlayer = name.startsWith('player')
    const values = Object.fromEntries(
      headers.split(' ').map((header, i) => [header, /PCT|RAT|PACE|PIE|AST_TO/.test(header) ? i / 64 : i]),
    )
    const row = { ...LINE, ...(ofPlayer && PLAYER), ...values }
    const set = ofPlayer ? 'PlayerGameLogs' : 'TeamGameLogs'
    const body = bodyOf(set, { headers: Object.keys(row), rows: [Object.values(row)] })
    const { rows, refused } = await transformed(dataset, body)
    expect(refused).toEqual([])
    const [table] = dataset.tables
    const read = Object.entries(table?.from ?? {})
    expect(rows).toEqual([
      {
        season: '2018-19',
        season_type: 'Regular Season',
        ...Object.fromEntries(read.map(([column, from]) => [column, row[from as keyof typeof row]])),
      },
    ])
    expect(unnamed(dataset, body)).toEqual([])
  })
})

it('each measure is one request for a season, and asks for its own', async () => {
  const measured = CATALOGUE.nba.filter(({ endpoint }) => /^(team|player)gamelogs$/.test(endpoint))
  const asked = await Promise.all(measured.map((dataset) => requestOf(dataset)))
  expect(new Set(asked.map(({ label }) => label)).size).toBe(measured.length)
  expect(measured).toHaveLength(10)
  for (const { params } of asked) expect(params).toMatchObject({ Season: '2018-19', PerMode: 'Totals' })
})
