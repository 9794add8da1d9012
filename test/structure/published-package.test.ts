import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot, VERSION } from '../../src/version.js'

/** A project that has nothing but what `npm pack` writes, and the packages that its package.json names for production. */
let project: string
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'season-sync-packed-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
    cwd: packageRoot,
  })
  const installed = join(project, 'node_modules', 'season-sync')
  mkdirSync(installed, { recursive: true })
  run('tar', '-xzf', `season-sync-${VERSION}.tgz`, '--strip-components=1', '-C', installed)
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')))
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    const link = join(project, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(packageRoot, 'node_modules', name), link)
  }
  writeFileSync(join(project, 'package.json'), '{"name":"own-project","private":true}')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

it('has the files that it needs, and none of the project’s own', () => {
  const files = run('tar', '-tzf', `season-sync-${VERSION}.tgz`).trim().split('\n')
  for (const name of ['LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'dist/workflow-bundle.cjs'])
    expect(files).toContain(`package/${name}`)
  expect(files.filter((name) => /\.map$|\/test\/|package\/src\/|dist\/tools/.test(name))).toEqual([])
})

it('its command runs, and its engine of migrations loads', () => {
  expect(run('node', 'node_modules/season-sync/dist/cli/main.js', '--version')).toBe(`${VERSION}\n`)
  expect(run('node', 'node_modules/season-sync/dist/cli/main.js', '--help')).toContain('sync [options]')
  expect(run('node', 'node_modules/season-sync/tools/schema-engine.mjs', '--version')).toMatch(/wasm/)
})

const NAMES = 'NbaClient,PlayerSync,SeasonSync'

it.each([
  {
    how: 'import',
    code: `import * as all from 'season-sync'; import { gameTable } from 'season-sync/kit'; const kit = { gameTable }`,
    type: 'module',
  },
  {
    how: 'require',
    code: `const all = require('season-sync'); const kit = require('season-sync/kit')`,
    type: 'commonjs',
  },
])('a program gets the library by $how', ({ code, type }) => {
  expect(
    run(
      'node',
      `--input-type=${type}`,
      '-e',
      `${code}; console.log('${NAMES}'.split(',').map((name) => typeof all[name]).join(), typeof kit.gameTable)`,
    ),
  ).toBe('function,function,function function\n')
})

/** A program that uses what the README shows, and one thing that must not compile. */
const PROGRAM = `import { NbaClient, PlayerSync, SeasonSync, SyncFailed, type Player } from 'season-sync'
     import { gameTable } from 'season-sync/kit'
     export async function names(season: string): Promise<string[]> {
       const players: Player[] = await new NbaClient().getPlayers(season)
       const count: number = await new PlayerSync().syncAll(season)
       const sync = new SeasonSync({ source: 'sandbox' })
       const run = await sync.start({ season })
       for await (const { steps } of run.progress()) console.log(steps.map(({ name, answered }) => [name, answered]))
       // @ts-expect-error a season is a text
       await sync.start({ season: 2024 })
       return [...players.map(({ lastName }) => lastName), String(count), SyncFailed.name, typeof gameTable]
     }`

it('its types suit a strict program, of either kind of module', () => {
  const programs = ['program.mts', 'program.cts']
  for (const name of programs) writeFileSync(join(project, name), PROGRAM)
  const compiler = join(packageRoot, 'node_modules/typescript/bin/tsc')
  // Types of Temporal's worker do not compile by themselves, whoever uses them.
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023']
  run('node', compiler, ...options, '--types', 'node', ...programs)
})
