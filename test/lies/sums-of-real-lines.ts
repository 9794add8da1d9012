import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CATALOGUE, datasetOf } from '../../src/datasets/catalogue.js'
import type { Dataset, DatasetRequest, Row } from '../../src/datasets/dataset.js'
import { transformed } from '../datasets/transforming.js'
import type { Body } from './lying-source.js'
import { SIXTY_GAMES, type Told } from './lying-season.js'
import { madeAnswer, madeShots, type Lines } from './made-answers.js'

const SCOPE = { season: SIXTY_GAMES.season, seasonType: 'Regular Season' } as const

/**
 * Not made of lines: who guarded whom, and cups and playoffs of other games; and what the same factory makes of other
 * columns, with the same checks.
 */
const LEFT_OUT =
  /^(season_matchups|shot_averages|cup_|playoff_|(player|team)_tracking_(?!speed|drives)|\w+_usage$|\w+_game_logs_(scoring|misc)$)/

/** Games of the first days, in which nearly every team plays once. */
const GAMES = 14

/** The statistics of a season, and what a team is asked for. */
const MADE = CATALOGUE.nba.filter(
  ({ name, group = '', subject }) =>
    ['lineups', 'shots'].includes(name) ||
    (subject === 'season' &&
      ['season-stats', 'tracking', 'shooting', 'game-logs'].includes(group) &&
      !SIXTY_GAMES.always.includes(name) &&
      !LEFT_OUT.test(name)),
)

/** Real games with statistics of the season that are made of their lines, since none is recorded beside players' lines. */
export const SUMS_OF_REAL_LINES: Told = {
  ...SIXTY_GAMES,
  more: [...MADE.map(({ name }) => name), 'rosters'],
  write: async (folder) => {
    await SIXTY_GAMES.write(folder)
    for (const kind of ['T', 'P']) onlyFirst(join(folder, 'seasons', `${kind}-${SCOPE.season}.csv.gz`))
    const [teams, players] = [await linesOf(folder, 'T'), await linesOf(folder, 'P')]
    mkdirSync(join(folder, 'recordings'))
    const stored = {
      playedGames: async () => [],
      players: async () => [],
      teams: async () => [...new Set(teams.map(({ team_id: id }) => String(id)))],
    }
    const index: object[] = []
    for (const dataset of MADE)
      for (const request of await dataset.requests(SCOPE, stored)) {
        const file = `${index.length}.json`
        const body = answerTo(dataset, request, teams, players)
        writeFileSync(join(folder, 'recordings', file), JSON.stringify(body))
        index.push({ endpoint: request.endpoint, path: request.path, params: request.params, file })
      }
    writeFileSync(join(folder, 'recordings', 'index.json'), JSON.stringify(index))
  },
}

/** Leaves the first games of a season in its file. */
function onlyFirst(file: string): void {
  const [head = '', ...lines] = gunzipSync(readFileSync(file)).toString().trim().split(/\r?\n/)
  const at = head.split(',').indexOf('GAME_ID')
  const idOf = (line: string): string => line.split(',')[at] ?? ''
  const first = new Set([...new Set(lines.map(idOf))].toSorted().slice(0, GAMES))
  writeFileSync(file, gzipSync([head, ...lines.filter((line) => first.has(idOf(line))), ''].join('\n')))
}

/** The lines of a log as the product stores them. */
async function linesOf(folder: string, kind: 'T' | 'P'): Promise<readonly Row[]> {
  const csv = gunzipSync(readFileSync(join(folder, 'seasons', `${kind}-${SCOPE.season}.csv.gz`))).toString()
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  const headers = head.split(',')
  const texts = new Set(['SEASON_ID', 'GAME_ID', 'GAME_DATE'])
  const rowSet = lines.map((line) =>
    line.split(',').map((value, i) => {
      if (value === '') return null
      return texts.has(headers[i] ?? '') || Number.isNaN(Number(value)) ? value : Number(value)
    }),
  )
  const log = datasetOf('nba', kind === 'T' ? 'team_game_logs' : 'player_game_logs')
  return (await transformed(log, { resultSets: [{ name: 'LeagueGameLog', headers, rowSet }] }, SCOPE)).rows
}

/** Columns that tell whose lines they are. */
const WHOSE = ['player_id', 'player_name', 'team_id', 'team_name', 'team_abbreviation'] as const

function answerTo(
  dataset: Dataset,
  { about, params }: DatasetRequest,
  teams: readonly Row[],
  players: readonly Row[],
): Body {
  const [spec] = dataset.tables
  if (spec === undefined) throw new Error(`${dataset.name} has no table`)
  const ofTeam = (lines: readonly Row[]): readonly Row[] =>
    about === undefined ? lines : lines.filter(({ team_id: id }) => String(id) === about)
  if (dataset.name === 'shots') return madeShots(spec, ofTeam(players))
  const ofPlayers = spec.key.includes('player_id')
  const own = ofTeam(ofPlayers ? players : teams)
  const by = (line: Row): string =>
    `${String(line[ofPlayers ? 'player_id' : 'team_id'])} ${spec.key.includes('game_id') ? String(line.game_id) : ''}`
  const all = [...grouped(own, by)].map((lines): Lines => {
    const games = new Set(lines.map(({ game_id: id }) => id))
    const last = lines.at(-1) ?? {}
    const { GroupQuantity: size } = params
    return {
      of: {
        ...Object.fromEntries(
          WHOSE.flatMap((column) => (column in last ? [[column, last[column] ?? null]] : [])),
        ),
        ...(spec.key.includes('game_id') && { game_id: last.game_id ?? null }),
        ...(size !== undefined && {
          lineup_id: `-${'1-'.repeat(Number(size))}`,
          lineup_name: `${size} of them`,
        }),
      },
      lines,
      opponents: ofPlayers
        ? []
        : teams.filter((line) => games.has(line.game_id ?? null) && line.team_id !== last.team_id),
    }
  })
  return madeAnswer(dataset, spec, all)
}

function grouped(lines: readonly Row[], by: (line: Row) => string): Iterable<readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const line of lines) groups.set(by(line), [...(groups.get(by(line)) ?? []), line])
  return groups.values()
}
