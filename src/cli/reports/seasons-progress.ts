import { createLogUpdate } from 'log-update'
import type { Watcher } from '../../runs/watch.js'
import type { SeasonsState } from '../../runs/seasons-state.js'
import { seasonTitle } from '../../season/seasons-title.js'
import type { SeasonLine } from '../../store/runs/backfill-history.js'
import { clean, coloursOf, count, duration, forScreen, isLive, printNotice } from '../terminal.js'
import { requestsText, stateText, timeOf } from './seasons-report.js'

/** Shows the progress of a backfill; each line of `say` stays on the screen. */
export interface SeasonsProgress extends Watcher<SeasonsState | undefined> {
  /** Ends the display and leaves the cursor as it was. */
  readonly stop: () => void
}

/** A live display on a terminal, otherwise plain lines. */
export const createSeasonsProgress = (stream: NodeJS.WriteStream, title: string): SeasonsProgress =>
  isLive(stream) ? liveProgress(stream, title) : plainProgress()

/** '2014-15 Regular Season: succeeded, 1,240 requests, 3 min 2 s' */
const endText = (season: SeasonLine): string =>
  [`${seasonTitle(season)}: ${season.outcome}`, count(season.answered, 'request'), timeOf(season)]
    .filter((part) => part !== '')
    .join(', ')

function plainProgress(): SeasonsProgress {
  const shown = new Map<string, string>()
  let lastNotice: string | undefined
  const line = (text: string): void => printNotice(clean(text))
  return {
    update(state, notice) {
      if (notice !== lastNotice && notice !== undefined) line(notice)
      lastNotice = notice
      for (const season of state?.seasons ?? []) {
        if (season.outcome === 'waiting' || shown.get(seasonTitle(season)) === season.outcome) continue
        shown.set(seasonTitle(season), season.outcome)
        if (state === undefined || season.outcome === 'running') line(`${seasonTitle(season)}: started`)
        else line(`${endText(season)} (${stateText(state)})`)
      }
    },
    say: line,
    stop: () => undefined,
  }
}

function liveProgress(stream: NodeJS.WriteStream, title: string): SeasonsProgress {
  const log = createLogUpdate(stream)
  const colours = coloursOf(stream)
  const began = performance.now()
  const ended = new Set<string>()
  let last = ''
  const say = (text: string): void => {
    log.clear()
    stream.write(`${forScreen(clean(text), stream)}\n`)
    if (last !== '') log(last)
  }
  return {
    update(state, notice) {
      for (const season of state?.seasons ?? []) {
        if (season.outcome === 'waiting' || season.outcome === 'running' || ended.has(seasonTitle(season)))
          continue
        ended.add(seasonTitle(season))
        say(`${season.outcome === 'succeeded' ? '✔' : '✗'} ${endText(season)}`)
      }
      const running = (state?.seasons ?? []).filter(({ outcome }) => outcome === 'running')
      last = forScreen(
        [
          `${colours.bold(title)}  ${duration(performance.now() - began)}`,
          `  ${state === undefined ? 'starting' : stateText(state)}`,
          ...running.map((season) => `  › ${seasonTitle(season)}  ${requestsText(season)} requests`),
          ...(notice === undefined ? [] : [colours.yellow(clean(notice))]),
        ].join('\n'),
        stream,
      )
      log(last)
    },
    say,
    stop: () => log.done(),
  }
}
