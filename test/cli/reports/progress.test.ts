import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createProgress } from '../../../src/cli/reports/progress.js'
import type { StepProgress } from '../../../src/store/runs/history.js'

let written: string
beforeEach(() => {
  written = ''
  vi.useFakeTimers({ toFake: ['performance'] })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** A running dataset of 120 requests of which so many are answered. */
const answered = (n: number): readonly StepProgress[] => [
  {
    name: 'box_scores',
    outcome: 'running',
    verifiedBy: null,
    cause: null,
    requests: 120,
    answered: n,
    retries: 0,
    inserted: n * 20,
    updated: 0,
    unchanged: 0,
    removed: 0,
    quarantined: 0,
    missing: 0,
    settled: 0,
    conflicts: 0,
    startedAt: new Date(0),
    endedAt: null,
    problem: null,
    verifiedIn: null,
  },
]

it('progress tells the rate of the last seconds and the time left by it', () => {
  const progress = createProgress(process.stderr, '2018-19 Regular Season')
  for (const seconds of [0, 2, 4, 6]) {
    vi.setSystemTime(seconds * 1_000)
    progress.update(answered(seconds * 10), undefined)
    vi.advanceTimersByTime(2_000)
  }
  expect(written).toBe(
    'box_scores: started, 120 requests\nbox_scores: 60/120 requests, 1,200 rows, 10/s, 6.0 s left\n',
  )
})
