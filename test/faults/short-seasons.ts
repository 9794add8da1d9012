import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { replayFolder } from '../real/replay.js'

/** Games of a short season: enough for two batches of each game dataset. */
const GAMES = 40

/** Recorded seasons with all that a game has, and those under whose names their first games are served. */
const SHORT = { '2017-18': '2013-14', '2018-19': '2014-15' } as const
export const SHORT_SEASONS: readonly string[] = Object.values(SHORT).toReversed()

/** Writes a data folder of the replay: the first games of recorded seasons, under the names of others that it lacks. */
export function writeShortSeasons(folder: string): void {
  const data = join(folder, 'seasons')
  mkdirSync(data, { recursive: true })
  for (const [recorded, short] of Object.entries(SHORT))
    for (const kind of ['T', 'P', 'PBP'])
      writeFileSync(join(data, `${kind}-${short}.csv`), shortened(`${kind}-${recorded}`, recorded, short))
}

function shortened(file: string, recorded: string, short: string): string {
  const text = gunzipSync(readFileSync(join(replayFolder, 'data/seasons', `${file}.csv.gz`))).toString()
  const [header = '', ...lines] = text.trim().split('\n')
  const [year, other] = [recorded.slice(0, 4), short.slice(0, 4)]
  const games = new RegExp(`\\b002${year.slice(2)}(000\\d\\d)\\b`, 'g')
  const kept = lines.filter((line) => {
    const [, number] = [...line.matchAll(games)][0] ?? []
    return number !== undefined && Number(number) <= GAMES
  })
  const renamed = kept.map((line) =>
    line
      .replaceAll(games, `002${other.slice(2)}$1`)
      .replace(new RegExp(`^2${year},`), `2${other},`)
      .replaceAll(new RegExp(`\\b${year}-(\\d\\d-\\d\\d)\\b`, 'g'), `${other}-$1`)
      .replace(new RegExp(`\\b${recorded}$`), short),
  )
  return `${[header, ...renamed].join('\n')}\n`
}
