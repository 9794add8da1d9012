import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { replayFolder } from '../../test/real/replay.js'

/**
 * Writes the tables of a season's games up to a date, as a data folder for the replay server, and returns the folder.
 */
export function toySeason(season: string, lastDate: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-bench-toy-'))
  mkdirSync(join(folder, 'seasons'))
  const games = new Set<string>()
  for (const kind of ['T', 'P', 'PBP']) {
    const [headers = '', ...lines] = gunzipSync(
      readFileSync(join(replayFolder, `data/seasons/${kind}-${season}.csv.gz`)),
    )
      .toString('utf8')
      .trim()
      .split('\n')
    const names = headers.trim().split(',')
    const [gameAt, dateAt] = [names.indexOf('GAME_ID'), names.indexOf('GAME_DATE')]
    const kept = lines.filter((line) => {
      const fields = line.split(',', Math.max(gameAt, dateAt) + 1)
      const game = fields[gameAt] ?? ''
      if (kind === 'T' && (fields[dateAt] ?? '') <= lastDate) games.add(game)
      return games.has(game)
    })
    writeFileSync(join(folder, 'seasons', `${kind}-${season}.csv`), `${[headers, ...kept].join('\n')}\n`)
  }
  return folder
}
