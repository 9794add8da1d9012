import type { SourceName } from '../../contracts/source-names.js'
import { todayRequest } from '../../datasets/today.js'
import { dayBefore } from '../../season/calendar-date.js'
import { currentSeason, easternToday, seasonTypeOf, type SeasonType } from '../../season/season.js'
import { typeOfDate } from '../../season/type-of-date.js'
import { readSettings, type Settings } from '../../settings.js'
import { typesOfDates } from '../../store/requests/stored-season.js'
import { printJson } from '../print-json.js'
import { print } from '../terminal.js'
import { withPostgres } from '../with-session.js'
import type { FollowOptions } from '../request-options.js'
import { followSync } from './sync.js'

export interface TodayOptions extends FollowOptions {
  readonly source: SourceName
  readonly seasonType?: string
  readonly only?: readonly string[]
  readonly pace?: number
}

/** Runs `today`, for each season type that has games. Returns the exit code: that of the first sync that is not whole. */
export async function runToday({ source, seasonType, only, pace, ...follow }: TodayOptions): Promise<number> {
  const settings = readSettings()
  const today = easternToday(settings.today)
  const types = seasonType === undefined ? await typesOf(settings, source, today) : [seasonTypeOf(seasonType)]
  if (types.length === 0) {
    if (follow.json === true) printJson('nothingToDo', { runId: null, outcome: 'succeeded', datasets: [] })
    else print(`No games are known of ${today}, and the NBA plays none in summer.`)
    return 0
  }
  let exitCode = 0
  for (const type of types) {
    const request = todayRequest(source, currentSeason(today), type, { only, pace })
    const code = await followSync(request, follow)
    if (exitCode === 0) exitCode = code
  }
  return exitCode
}

/** The season types of the stored games of yesterday and today; otherwise that of the time of year. */
async function typesOf(
  settings: Settings,
  source: SourceName,
  today: string,
): Promise<readonly SeasonType[]> {
  const stored = await withPostgres(
    settings,
    ({ database }) => typesOfDates(database.pool, dayBefore(today), today),
    source,
  )
  return stored.length > 0 ? stored : [typeOfDate(today) ?? []].flat()
}
