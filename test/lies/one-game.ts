import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { replayFolder } from '../real/replay.js'
import type { Told } from './lying-season.js'

/** The game of which most answers are recorded. */
export const GAME = '0022200552'

/** The datasets whose answers about it are recorded. */
const RECORDED = [
  'box_scores',
  'box_score_advanced',
  'box_score_defensive',
  'box_score_four_factors',
  'box_score_hustle',
  'box_score_matchups',
  'box_score_misc',
  'box_score_scoring',
  'box_score_tracking',
  'box_score_usage',
  'game_summaries',
  'play_by_play',
  'rotations',
]

/** A season of this game alone, some days after it. */
export const ONE_GAME: Told = {
  season: '2022-23',
  today: '2023-01-10',
  always: ['games', 'team_game_logs', 'player_game_logs'],
  more: RECORDED,
  write: (folder) => {
    const season = gunzipSync(readFileSync(`${replayFolder}data/seasons/P-2022-23.csv.gz`)).toString()
    const [head = '', ...lines] = season.split('\n')
    mkdirSync(join(folder, 'seasons'))
    const own = lines.filter((line) => line.includes(`,${GAME},`))
    writeFileSync(join(folder, 'seasons', 'P-2022-23.csv'), [head, ...own, ''].join('\n'))
  },
}
