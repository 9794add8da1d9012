import { budgetText, windowText } from '../../contracts/budget.js'
import type { Queue } from '../../runs/queue-state.js'
import type { BudgetState } from '../../store/pace/source-state.js'
import { localTime } from '../../text/local-time.js'
import { count, duration, type Fact } from '../terminal.js'

/** '1 request/s; budget 250 requests in 10 minutes, 12 sent; on hold until 12:30:05 (answered 429 …)' and a line for each waiting run. */
export function queueFacts(queue: Queue, withRuns = true): Fact[] {
  const { way, proxy, pace, budget, holdUntil, holdReason, strikes, probing, runs } = queue
  const reason = holdReason ?? 'a hold'
  const probe = probing ? 'one request probes now' : 'then one request probes'
  const parts = [
    `${pace} ${pace === 1 ? 'request' : 'requests'}/s`,
    ...(budget === null ? [] : [budgetFact(budget)]),
    ...(holdUntil === null
      ? []
      : [`${proxy === null ? 'on hold' : 'this proxy rests'} until ${localTime(holdUntil)} (${reason})`]),
    ...(strikes === 0
      ? []
      : [
          `blocked or down ${count(strikes, 'time')} in a row${holdUntil === null ? ` (${reason})` : ''}, ${probe}`,
        ]),
  ]
  return [
    [`pace of ${way}`, parts.join('; ')],
    ...(withRuns ? runs.map((run): Fact => ['waiting run', runText(run)]) : []),
  ]
}

/** 'budget 225 requests in 10 minutes (250 configured), learned after a block at 12:30:05, all sent: next request in 3 min 0 s' */
function budgetFact(budget: BudgetState): string {
  const learned =
    budget.learnedAt === null
      ? ''
      : ` (${budget.configured} configured), learned after a block at ${localTime(budget.learnedAt)}`
  const use =
    budget.waitMs === 0
      ? `${budget.sent} sent in the last ${windowText(budget.seconds)}`
      : `next request in ${duration(budget.waitMs)}`
  return `budget ${budgetText(budget)}${learned}, ${use}`
}

function runText(run: Queue['runs'][number]): string {
  const paceText = run.pace === null ? '' : `, ${run.pace}/s`
  const state = [
    run.control === null ? '' : `, ${run.control}`,
    run.ofAnotherTemporal ? ', of another Temporal' : '',
    run.countsForPace ? '' : ', counts no longer for the pace',
  ].join('')
  return `${run.season} ${run.seasonType} (${run.urgency}${paceText}${state}): ${count(run.toAsk, 'request')} to ask`
}
