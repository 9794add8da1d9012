import { expect } from 'vitest'
import { contents } from '../../real/tables.js'
import { faultTest, type Trial } from '../harness/fault-test.js'
import type { Scene, SyncEnd } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { assertNoWorkerCrashed, noFalseGreen } from '../invariants.js'
import { altered, body, rewritten } from './disturbances.js'
import { startFront, type Disturbance, type Front } from './front.js'

/** A month of a season with its large answers: games have surely been played by then. */
const SEASON: Workload = {
  name: 'a-month-of-logs',
  seasons: ['2018-19'],
  asOf: '2018-11-16',
  datasets: ['games', 'team_game_logs', 'player_game_logs', 'standings'],
  pace: 50,
}

const PLAYER_LOG = /leaguegamelog\?.*PlayerOrTeam=P/
const TEAM_LOG = /leaguegamelog\?.*PlayerOrTeam=T/

interface Sets {
  resultSets: { name: string; headers: string[]; rowSet: unknown[][] }[]
}

/** Changes the one table of an answer. */
const table = (change: (set: Sets['resultSets'][number]) => void): Disturbance =>
  altered((json) => {
    const { resultSets } = json as Sets
    for (const set of resultSets) change(set)
    return { ...(json as Sets), resultSets }
  })

const renamed = (from: string, to: string): Disturbance =>
  table((set) => void (set.headers = set.headers.map((header) => (header === from ? to : header))))

const without = (column: string): Disturbance =>
  table((set) => {
    const at = set.headers.indexOf(column)
    for (const row of [set.headers, ...set.rowSet]) row.splice(at, 1)
  })

const first = (rows: number, change: (row: unknown[], at: (column: string) => number) => void): Disturbance =>
  table((set) => {
    for (const row of set.rowSet.slice(0, rows)) change(row, (column) => set.headers.indexOf(column))
  })

interface Case {
  readonly match: RegExp
  readonly how: Disturbance
  /** 'none': no effect. 'dataset': the dataset fails. A number: the number of quarantined rows. */
  readonly loss: 'none' | 'dataset' | number
  readonly dataset: string
}

const COLUMNS: Readonly<Record<string, Case>> = {
  'a renamed column': {
    match: PLAYER_LOG,
    how: renamed('PTS', 'POINTS'),
    loss: 'dataset',
    dataset: 'player_game_logs',
  },
  'a missing column': {
    match: TEAM_LOG,
    how: without('GAME_DATE'),
    loss: 'dataset',
    dataset: 'team_game_logs',
  },
  'a duplicate column': {
    match: TEAM_LOG,
    how: renamed('AST', 'PTS'),
    loss: 'dataset',
    dataset: 'team_game_logs',
  },
  'columns in another order': {
    match: PLAYER_LOG,
    how: table((set) => {
      set.headers.reverse()
      for (const row of set.rowSet) row.reverse()
    }),
    loss: 'none',
    dataset: 'player_game_logs',
  },
  "additional columns named like JavaScript's own properties": {
    match: PLAYER_LOG,
    how: table((set) => {
      set.headers.unshift('__proto__', 'constructor', 'toString')
      for (const row of set.rowSet) row.unshift({ polluted: true }, 'x', null)
    }),
    loss: 'none',
    dataset: 'player_game_logs',
  },
}

const ROWS: Readonly<Record<string, Case>> = {
  'numbers as strings': {
    match: PLAYER_LOG,
    how: first(40, (row, at) => void (row[at('PTS')] = String(row[at('PTS')]))),
    loss: 40,
    dataset: 'player_game_logs',
  },
  'null ids': {
    match: PLAYER_LOG,
    how: first(7, (row, at) => void (row[at('PLAYER_ID')] = null)),
    loss: 7,
    dataset: 'player_game_logs',
  },
  'negative points': {
    match: TEAM_LOG,
    how: first(3, (row, at) => void (row[at('PTS')] = -5)),
    loss: 3,
    dataset: 'team_game_logs',
  },
  'a rowSet whose rows are too short': {
    match: TEAM_LOG,
    how: table((set) => void set.rowSet[5]?.pop()),
    loss: 'dataset',
    dataset: 'team_game_logs',
  },
  'NaN in place of a number': {
    match: TEAM_LOG,
    how: rewritten((text) => text.replace(/,\s*\d+\s*,/, ',NaN,')),
    loss: 'dataset',
    dataset: 'team_game_logs',
  },
  'duplicate rows': {
    match: PLAYER_LOG,
    how: table((set) => void set.rowSet.push(...set.rowSet.slice(0, 50))),
    loss: 'none',
    dataset: 'player_game_logs',
  },
  'duplicate keys with different values': {
    match: PLAYER_LOG,
    how: table((set) => {
      const pts = set.headers.indexOf('PTS')
      set.rowSet.push(...set.rowSet.slice(0, 5).map((row) => row.with(pts, Number(row[pts]) + 1)))
    }),
    loss: 5,
    dataset: 'player_game_logs',
  },
  'rows of another season': {
    match: PLAYER_LOG,
    how: table((set) => {
      const [season, id] = [set.headers.indexOf('SEASON_ID'), set.headers.indexOf('GAME_ID')]
      const older = set.rowSet.slice(0, 9).map((row) => row.with(season, '22017').with(id, '0021700001'))
      set.rowSet.push(...older)
    }),
    loss: 9,
    dataset: 'player_game_logs',
  },
  'a season without rows': {
    match: PLAYER_LOG,
    how: table((set) => void (set.rowSet = [])),
    loss: 'dataset',
    dataset: 'player_game_logs',
  },
  'the answer of another season': {
    match: /leaguestandingsv3/,
    how: body('{"resultSets":[]}'),
    loss: 'dataset',
    dataset: 'standings',
  },
}

async function assertHarmless(
  { match, how, loss, dataset }: Case,
  scene: Scene,
  front: Front,
  baseline: Record<string, string>,
): Promise<string> {
  const disturbed = front.disturb(match, how)
  const end: SyncEnd = await scene.sync()
  front.clear()
  expect(disturbed.applied).toBeGreaterThan(0)
  const step = end.datasets.find(({ name }) => name === dataset)
  expect(end).toMatchObject(
    loss === 'none' ? { outcome: 'succeeded', exitCode: 0 } : { outcome: 'partial', exitCode: 3 },
  )
  expect(step?.quarantined).toBe(typeof loss === 'number' ? loss : 0)
  if (loss !== 'none') expect(end.cause).toContain(dataset)
  expect(await contents(scene)).toEqual(baseline)
  await noFalseGreen(scene, end)
  return `${end.outcome}${typeof loss === 'number' ? `, ${loss} rows in quarantine` : ''}`
}

const expectedOf = ({ loss, dataset }: Case): string =>
  loss === 'none'
    ? 'succeeded'
    : `partial, naming ${dataset}${loss === 'dataset' ? '' : `, ${loss} rows in quarantine`}`

const disturbedSyncs =
  (cases: Readonly<Record<string, Case>>) =>
  async ({ scene: open, report, reportFault }: Trial) => {
    const front = await startFront()
    const scene = await open({ workload: SEASON, front })
    await scene.startWorker()
    expect(await scene.sync()).toMatchObject({ outcome: 'succeeded' })
    const baseline = await contents(scene)
    for (const [name, kind] of Object.entries(cases))
      reportFault(
        name,
        expectedOf(kind),
        await assertHarmless(kind, scene, front, baseline),
        'tables as before',
      )
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    expect(await contents(scene)).toEqual(baseline)
    assertNoWorkerCrashed(scene)
    report(`then ${end.outcome}, tables as before`)
  }

faultTest(
  'answers with wrong columns leave the stored month unchanged',
  { expected: 'stored rows stay; the run is partial and names the dataset, unless the columns are readable' },
  disturbedSyncs(COLUMNS),
)

faultTest(
  'answers with invalid rows leave the stored month unchanged',
  { expected: 'stored rows stay; each invalid row is quarantined and the run is partial' },
  disturbedSyncs(ROWS),
)
