import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenWords, longLines } from '../support/screen-text.js'
import { atTerminal, HAS_TERMINAL } from '../support/terminal.js'
import { CommandLine } from '../cli/command-line.js'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

const SEASON = '2018-19'
const FORTNIGHT = ['--team', 'HOU', '--since', '2019-01-14', '--until', '2019-01-27']

/** Commands that read, with what they show of the season. */
const COMMANDS: readonly (readonly [args: readonly string[], shown: RegExp])[] = [
  [['history'], /succeeded/],
  [['show', 'latest'], /^outcome /m],
  [['show', 'latest', '--all'], /^outcome /m],
  [['coverage'], /2018-19/],
  [['explain', 'player_game_logs', 'James Harden', '2019-01-23', 'assists'], /James Harden/],
  [['changes', 'latest'], /assists/],
  [['status'], /^pace of nba/m],
  [['datasets'], /^ +box_scores/m],
  [['datasets', 'show', 'play_by_play'], /^table play_by_play/m],
  [['query', 'select * from player_season_averages order by points_per_game desc limit 5'], /James Harden/],
  [['query', "select * from player_games where player_name = 'Luka Dončić' limit 2"], /Luka Dončić/],
  [['archive', 'stats'], /^2018-19/m],
  [['accepted', 'list'], /^shipped-/m],
  [['sync', SEASON, '--dry-run'], /^player_game_logs/m],
]

describe.skipIf(!replayAvailable)('what is shown of a real season', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, {
      SEASON_SYNC_IDLE_SECONDS: '300',
      SEASON_SYNC_TODAY: '2026-11-25',
      NBA_PACE: '1000',
    })
    await home.run('sync', SEASON)
    await home.run('sync', SEASON, '--only', 'box_scores,play_by_play', ...FORTNIGHT)
    await replay.edit('leaguegamelog', {
      where: { PLAYER_ID: 201935, GAME_ID: '0021800710' },
      set: { AST: 5 },
    })
    await home.run('sync', SEASON, '--only', 'player_game_logs')
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  it.each(COMMANDS)(
    'fits a terminal of 80 columns, and is full and stable in a pipe: %j',
    async (args, shown) => {
      const narrow = new CommandLine({ ...home.env, COLUMNS: '40' })
      const [screen, piped, again] = await Promise.all([
        HAS_TERMINAL ? atTerminal(home.env, args).ended : undefined,
        home.run(...args),
        narrow.run(...args),
      ])
      expect(piped.stdout).toMatch(shown)
      expect(again).toEqual(piped)
      expect(piped.stdout).not.toContain('\u001B')
      expect(piped.stdout).not.toContain('…')
      if (screen === undefined) return
      expect(screen.text).toMatch(shown)
      expect(longLines(screen.text)).toEqual([])
      expect(brokenWords(screen.text, piped)).toEqual([])
    },
  )
})
