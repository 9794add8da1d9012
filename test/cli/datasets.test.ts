import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { CommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-datasets-'))
const cli = new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state') })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length))

it('the list has each dataset below its group, in 80 columns, and starts nothing', async () => {
  const { code, stdout, stderr } = await cli.run('datasets')
  expect([code, stderr]).toEqual([0, ''])
  for (const { name, title } of CATALOGUE.nba)
    expect(stdout).toMatch(new RegExp(`^  ${name} +each .*\\n    ${title.slice(0, 60)}`, 'm'))
  expect(stdout).toMatch(/^box-scores\n {2}box_scores +each game +1996-97 +1,230$/m)
  expect(stdout).toMatch(/^ {2}standings +each season +1970-71 +1 {2}by default$/m)
  expect(widest(stdout)).toBeLessThanOrEqual(80)
  expect(existsSync(join(folder, 'state'))).toBe(false)
})

it('show tells key, columns with type, origin and meaning, what is left out, and checks, in 80 columns', async () => {
  const { stdout } = await cli.run('datasets', 'show', 'Box-Score-Hustle')
  expect(stdout).toContain('key: game_id, player_id')
  expect(stdout).toMatch(/^ {2}minutes +float8 +statistics\.minutes\n {6}Minutes played\.$/m)
  expect(stdout).toContain('made of names: nameI, playerSlug, teamSlug')
  expect(stdout).toContain('same values: box_score_hustle_teams and team_game_logs')
  expect(widest(stdout)).toBeLessThanOrEqual(80)
})

it('both are JSON for programs, of any source', async () => {
  const list = JSON.parse((await cli.run('datasets', '--source', 'rest', '--json')).stdout)
  expect(list).toMatchObject(CATALOGUE.rest.map(({ name }) => ({ name })))
  const shown = await cli.run('datasets', 'show', 'players', '--source', 'rest', '--json')
  expect(JSON.parse(shown.stdout)).toMatchObject({ name: 'players', endpoint: 'GET /players/{season}' })
})

it('a name that is none is refused with what may have been meant', async () => {
  const { code, stderr } = await cli.run('datasets', 'show', 'standing')
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /^'standing' is not a dataset of nba; did you mean standings.*\? \(all: season-sync datasets\)\n$/,
  )
})
