import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-completion-'))
const cli = new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state') })
const script = join(folder, 'completion.bash')
beforeAll(async () => writeFileSync(script, (await cli.run('completion', 'bash')).stdout))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The words that bash offers after these, the last of which is being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const line = ['season-sync', ...words].map((word) => `'${word}'`).join(' ')
  const code = `source "$0"; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _season_sync; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', code, script], { encoding: 'utf8' }).trim().split('\n')
}

it('bash completes commands, those below them, options and their values', () => {
  expect(offered('sta')).toEqual(['status'])
  expect(offered('schedule', 'cr')).toEqual(['create'])
  expect(offered('archive', 'export', '--se')).toEqual(['--season'])
  expect(offered('sync', '2018-19', '--source', '')).toEqual(['nba', 'sandbox', 'rest'])
  expect(offered('sync', '--source', 'nba', '--log-l')).toEqual(['--log-level'])
  expect(offered('completion', 'z')).toEqual(['zsh'])
})

it('bash leaves the values that it does not know to the names of files', () => {
  expect(offered('sync', '2018-19', '--only', '')).toEqual([''])
})

it.each(['zsh', 'fish'])(
  '%s gets every command with its meaning, in a script that it reads',
  async (shell) => {
    const { code, stdout } = await cli.run('completion', shell)
    expect(code).toBe(0)
    for (const words of ['show what runs and where', 'schedule create', 'accept-removals'])
      expect(stdout).toContain(words)
    const { error, stderr } = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' })
    expect(error === undefined ? stderr : '').toBe('') // a shell that is not there says nothing
  },
)
