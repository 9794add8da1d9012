import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Dataset, TableSpec } from '../../src/datasets/dataset.js'
import teamGameLogs from '../../src/datasets/nba/team-game-logs.js'
import type { SeasonScope } from '../../src/season/season.js'
import { recordedFor, rowsOf } from '../datasets/recorded.js'
import { played, transformed } from '../datasets/transforming.js'
import { documentedBody } from '../datasets/value-for-value.js'
import { Home, type Report } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** The season of the recorded answers, some days after the last of its games that are recorded. */
const SCOPE: SeasonScope = { season: '2025-26', seasonType: 'Regular Season' }
const TODAY = '2026-03-05'

const ENDPOINTS =
  /^(leaguedash(player|team|pt|opp)|leaguehustle|\w+estimatedmetrics|synergy|leagueseasonmatchups|iststandings|playoffpicture)/

/** Datasets with a season in one answer or a few; the one that needs the players' log, which is not recorded, aside. */
const DATASETS = CATALOGUE.nba.filter(
  ({ endpoint, subject, needs }) => ENDPOINTS.test(endpoint) && subject === 'season' && needs.length === 0,
)

/** Datasets whose totals are compared with those of the recorded team game logs. */
const VERIFIED = [
  'team_season_stats',
  'team_estimated_metrics',
  'team_clutch_stats',
  'team_season_hustle',
  'team_shot_locations',
  'team_tracked_shots',
  'opponent_tracked_shots',
  'team_tracked_defense',
  'team_tracking_speed',
]

const written = (report: Report): number =>
  report.datasets.reduce((sum, step) => sum + step.inserted + step.updated + step.removed, 0)

const hasRows = async (dataset: Dataset, answer: unknown): Promise<boolean> =>
  answer !== undefined && (await transformed(dataset, answer, SCOPE)).rows.length > 0

/** A made answer about teams has a row for each, as all recorded ones have. */
async function ofEachTeam({ key }: TableSpec, body: unknown): Promise<unknown> {
  if (!key.includes('team_id') || key.includes('player_id')) return body
  const { answer } = await recordedFor(teamGameLogs)
  const teams = [...new Set(rowsOf(answer, 'LeagueGameLog').map(({ TEAM_ID }) => TEAM_ID))]
  const [set] = (body as { resultSets: { headers: string[]; rowSet: unknown[][] }[] }).resultSets
  const [row = []] = set?.rowSet ?? []
  const rowSet = teams.map((id) => row.map((cell, i) => (set?.headers[i] === 'TEAM_ID' ? id : cell)))
  return { resultSets: [{ ...set, rowSet }] }
}

/** Adds made answers under documented headers for the requests of which none is recorded. */
async function documented(folder: string, datasets: readonly Dataset[]): Promise<void> {
  mkdirSync(join(folder, 'recordings'))
  const index: unknown[] = []
  for (const dataset of datasets) {
    const { answer } = await recordedFor(dataset)
    const [table] = dataset.tables
    if (table === undefined || (await hasRows(dataset, answer))) continue
    const file = `${dataset.name}.json`
    for (const { endpoint, path, params } of await dataset.requests(SCOPE, played()))
      index.push({ endpoint, path, params, file })
    const body = documentedBody(String(table.within), Object.values(table.from).join(' '))
    writeFileSync(join(folder, 'recordings', file), JSON.stringify(await ofEachTeam(table, body)))
  }
  writeFileSync(join(folder, 'recordings', 'index.json'), JSON.stringify(index))
}

describe.skipIf(!replayAvailable)('the statistics of a season of which answers are recorded', () => {
  let replay: Replay
  let home: Home
  let folder: string
  let report: Report & { exitCode: number | null }
  const sync = (...args: readonly string[]) => home.json('sync', SCOPE.season, ...args, '--pace', '1000')
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'season-statistics-'))
    await documented(folder, DATASETS)
    replay = await startReplay('--data', folder)
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: TODAY })
    report = await sync('--only', ['team_game_logs', ...DATASETS.map(({ name }) => name)].join(','))
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are brought by a sync that succeeds', () => {
    expect(report.datasets.filter(({ outcome }) => outcome !== 'succeeded')).toEqual([])
    expect([report.exitCode, report.outcome]).toEqual([0, 'succeeded'])
    const quarantined = report.datasets.filter((step) => step.quarantined > 0 || step.inserted === 0)
    expect(quarantined).toEqual([])
  })

  it('agree with the real lines of the teams', () => {
    const verified = report.datasets.filter(({ verifiedBy }) => verifiedBy === 'team_game_logs')
    expect(verified.map(({ name }) => name)).toEqual(expect.arrayContaining(VERIFIED))
  })

  it('are asked for once each, play types once for each type and side', () => {
    const many = report.datasets.filter(({ requests }) => requests > 1)
    expect(many.map(({ name, requests }) => [name, requests])).toEqual([
      ['player_play_types', 22],
      ['team_play_types', 22],
    ])
  })

  it('are written once', async () => {
    const again = await sync('--only', DATASETS.map(({ name }) => name).join(','))
    expect([again.outcome, written(again)]).toEqual(['succeeded', 0])
  })

  it('of a team with and without each player are brought for that team alone', async () => {
    const only = ['--only', 'player_on_off_ratings,player_on_off_stats', '--team', 'CLE'] as const
    const first = await sync(...only)
    expect(first.datasets.map(({ name, inserted, outcome }) => [name, inserted, outcome])).toEqual(
      expect.arrayContaining([
        ['player_on_off_ratings', 44, 'succeeded'],
        ['player_on_off_stats', 44, 'succeeded'],
      ]),
    )
    const again = await sync(...only)
    expect([again.outcome, written(again)]).toEqual(['succeeded', 0])
  })
})
