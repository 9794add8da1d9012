import { isSource } from '../../contracts/source-names.js'
import { lackingText } from '../../datasets/chosen.js'
import type { Outcome } from '../../contracts/outcome.js'
import { kindOf } from '../../contracts/seasons-run.js'
import { doneSentence, type SeasonsState } from '../../runs/seasons-state.js'
import type { SeasonsReport } from '../../runs/seasons-report.js'
import { seasonTitle, seasonsTitle } from '../../season/seasons-title.js'
import type { SeasonLine } from '../../store/runs/backfill-history.js'
import { localTime } from '../../text/local-time.js'
import { count, duration, table, thousands, type Fact } from '../terminal.js'

/** The first line of a summary. */
export function seasonsHeadline({ backfill, state }: SeasonsReport): string {
  const { season, seasonType } = seasonsTitle(state.seasons)
  const what = `The ${kindOf(backfill)} of ${season} ${seasonType}`
  const ends: Readonly<Record<Outcome, string>> = {
    running: `${what} is running: ${doneSentence(state)}`,
    succeeded: `${what} succeeded: ${count(state.total, 'season')}`,
    partial: `${what} ended, not all of it is there: ${doneSentence(state)}`,
    failed: `${what} failed`,
    cancelled: `${what} was cancelled: ${doneSentence(state)}`,
  }
  return ends[backfill.outcome]
}

/** The seasons with their numbers, in the order in which they start. */
export const tableOfSeasons = (seasons: readonly SeasonLine[]): string =>
  table(
    ['season', 'type', 'outcome', 'requests', 'inserted', 'updated', 'time', 'run', 'cause'],
    seasons.map((each) => [
      each.season,
      each.seasonType,
      each.outcome,
      requestsText(each),
      each.inserted,
      each.updated,
      timeOf(each),
      each.runId ?? '',
      each.cause ?? '',
    ]),
  )

/** `1,230`, or `410/1,230` where some were not answered. */
export const requestsText = ({ requests, answered }: SeasonLine): string | number =>
  answered < requests ? `${thousands(answered)}/${thousands(requests)}` : requests

export const timeOf = ({ startedAt, endedAt }: Pick<SeasonLine, 'startedAt' | 'endedAt'>): string =>
  startedAt === null || endedAt === null ? '' : duration(endedAt.getTime() - startedAt.getTime())

/** 'about 5 h 3 min left (18,300 requests)' */
export const leftText = ({
  requestsLeft,
  secondsLeft,
}: Pick<SeasonsState, 'requestsLeft' | 'secondsLeft'>): string =>
  `about ${duration(secondsLeft * 1000)} left (${count(requestsLeft, 'request')})`

/** The facts that the table leaves out. */
export function seasonsFacts({ backfill, state, webUiUrl }: SeasonsReport): readonly Fact[] {
  const { startedAt, endedAt, request, source } = backfill
  const running = state.seasons.filter(({ outcome }) => outcome === 'running')
  return [
    ['outcome', backfill.outcome],
    ['cause', backfill.cause],
    ['source', backfill.source],
    ['trigger', backfill.trigger],
    ['datasets', request.only?.join(', ')],
    ['not offered', isSource(source) ? lackingText(source, state.seasons, request.only ?? []) : null],
    ['pace', request.pace === undefined ? null : `${request.pace} requests/s`],
    ['done', doneSentence(state)],
    ['running', running.map(seasonTitle).join(', ')],
    ['next', state.next && `${state.next.season} ${state.next.seasonType}`],
    ['left', endedAt === null ? leftText(state) : null],
    ['control', backfill.control],
    ['retry of', backfill.retryOf],
    ['started', localTime(startedAt)],
    ['time', timeOf({ startedAt, endedAt })],
    ['id', backfill.backfillId],
    ['web UI', webUiUrl],
  ]
}

/** '12 of 79 seasons done; about 5 h left (18,300 requests); next 2012-13 Regular Season' */
export const stateText = (state: SeasonsState): string =>
  [
    doneSentence(state),
    ...(state.requestsLeft === 0 ? [] : [leftText(state)]),
    ...(state.next === null ? [] : [`next ${seasonTitle(state.next)}`]),
  ].join('; ')
