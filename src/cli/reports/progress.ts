import { createLogUpdate } from 'log-update'
import type { RunWatcher } from '../../runs/follow.js'
import type { StepProgress } from '../../store/runs/history.js'
import { clean, coloursOf, count, duration, forScreen, isLive, printNotice, thousands } from '../terminal.js'

/** Shows the progress of a run; each line of `say` stays on the screen. */
export interface ProgressDisplay extends RunWatcher {
  /** Ends the display and leaves the cursor as it was. */
  readonly stop: () => void
}

/** The rate of requests is measured over the last 10 seconds. */
const RATE_WINDOW_MS = 10_000

/** Without a terminal a running dataset gets a line at most this often. */
const PLAIN_EVERY_MS = 5_000

/** A live display on a terminal, otherwise plain lines. */
export function createProgress(stream: NodeJS.WriteStream, title: string): ProgressDisplay {
  return isLive(stream) ? liveProgress(stream, title) : plainProgress()
}

/** Answered requests over time, by dataset. */
class Rates {
  readonly #samples = new Map<string, { at: number; answered: number }[]>()

  /** Requests per second; undefined while the samples span less than a second or no answer. */
  of({ name, answered }: StepProgress, now = performance.now()): number | undefined {
    const samples = (this.#samples.get(name) ?? []).filter(({ at }) => now - at <= RATE_WINDOW_MS)
    samples.push({ at: now, answered })
    this.#samples.set(name, samples)
    const first = samples[0]
    if (first === undefined || now - first.at < 1_000 || answered === first.answered) return undefined
    return ((answered - first.answered) / (now - first.at)) * 1000
  }
}

const rowsOf = (step: StepProgress): number => step.inserted + step.updated + step.unchanged

/** The figures of a step so far: '250/1,230 requests' ('1,230 requests' when all are in), '125,000 rows', '3 retries', '24.8/s', '40 s left'. */
function partsOf(step: StepProgress, rate: number | undefined): string[] {
  const left = step.requests - step.answered
  return [
    left === 0
      ? count(step.requests, 'request')
      : `${thousands(step.answered)}/${count(step.requests, 'request')}`,
    count(rowsOf(step), 'row'),
    step.retries === 0 ? '' : `${thousands(step.retries)} ${step.retries === 1 ? 'retry' : 'retries'}`,
    rate === undefined || left === 0 ? '' : `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
    rate === undefined || left === 0 ? '' : `${duration((left / rate) * 1000)} left`,
  ]
}

function plainProgress(): ProgressDisplay {
  const rates = new Rates()
  const shown = new Map<string, { text: string; at: number; ended: boolean }>()
  let lastNotice: string | undefined
  const line = (text: string): void => printNotice(clean(text))
  return {
    update(steps, notice) {
      if (notice !== lastNotice && notice !== undefined) line(notice)
      lastNotice = notice
      for (const step of steps) {
        if (step.startedAt === null) continue
        const rate = rates.of(step)
        const before = shown.get(step.name)
        if (before?.ended === true) continue
        const ended = step.endedAt !== null
        const text = partsOf(step, ended ? undefined : rate)
          .filter((part) => part !== '')
          .join(', ')
        const now = performance.now()
        if (ended)
          line(`${step.name}: ${finished(step) ? 'done' : step.outcome}, ${text}, ${timeTaken(step)}`)
        else if (before === undefined) line(`${step.name}: started, ${count(step.requests, 'request')}`)
        else if (text === before.text || now - before.at < PLAIN_EVERY_MS) continue
        else line(`${step.name}: ${text}${step.problem === null ? '' : `; ${step.problem}`}`)
        shown.set(step.name, { text, at: now, ended })
      }
    },
    say: line,
    stop: () => undefined,
  }
}

/** The step has finished its requests; whether its data is complete is checked by verify at the end of the run. */
const finished = ({ outcome }: StepProgress): boolean => outcome !== 'failed' && outcome !== 'cancelled'

const timeTaken = ({ startedAt, endedAt }: StepProgress): string =>
  startedAt === null || endedAt === null ? '' : duration(endedAt.getTime() - startedAt.getTime())

function liveProgress(stream: NodeJS.WriteStream, title: string): ProgressDisplay {
  const log = createLogUpdate(stream)
  const colours = coloursOf(stream)
  const rates = new Rates()
  const began = performance.now()
  let last = ''
  const stepLine = (step: StepProgress, width: number): string => {
    const name = step.name.padEnd(width)
    if (step.startedAt === null) return colours.dim(`  · ${name}  waiting`)
    const ended = step.endedAt !== null
    const text = partsOf(step, ended ? undefined : rates.of(step))
      .filter((part) => part !== '')
      .join('  ')
    const line = ended
      ? `  ${finished(step) ? colours.green('✔') : colours.red('✗')} ${name}  ${text}  ${colours.dim(timeTaken(step))}`
      : `  › ${name}  ${text}`
    return step.problem === null || ended ? line : `${line}\n    ${colours.yellow(clean(step.problem, 200))}`
  }
  return {
    update(steps, notice) {
      const width = Math.max(0, ...steps.map((step) => step.name.length))
      const verifying = steps.every((step) => step.endedAt !== null && step.outcome === 'running')
      const state = steps.length === 0 ? 'starting' : verifying ? 'verifying' : ''
      last = forScreen(
        [
          `${colours.bold(title)}  ${duration(performance.now() - began)}  ${state}`.trimEnd(),
          ...steps.map((step) => stepLine(step, width)),
          ...(notice === undefined ? [] : [colours.yellow(clean(notice))]),
        ].join('\n'),
        stream,
      )
      log(last)
    },
    say(text) {
      log.clear()
      stream.write(`${forScreen(clean(text), stream)}\n`)
      if (last !== '') log(last)
    },
    stop: () => log.done(),
  }
}
