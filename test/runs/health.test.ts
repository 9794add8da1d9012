import { expect, it } from 'vitest'
import { CHECK_CODES } from '../../src/cli/reports/status-check.js'
import { healthOf, type ProbedStatus } from '../../src/runs/health.js'

const WORKS: ProbedStatus = {
  databaseUrl: 'postgresql://db.example/nba',
  problem: null,
  schema: { current: true },
  temporalAddress: 'temporal.example:7233',
  temporalReachable: true,
  temporalProblem: null,
  workers: [{}],
  unserved: [],
  failing: [],
  leftBehind: [],
  queues: [{ way: 'nba', state: 'open', holdReason: null }],
}
const EMBEDDED = { ...WORKS, temporalAddress: '127.0.0.1:23351', temporalReachable: null }

it.each([
  { what: 'all parts of production', status: WORKS, health: 'works', code: 0, reason: undefined },
  {
    what: 'an embedded stack without a worker',
    status: { ...EMBEDDED, workers: [] },
    health: 'works',
    code: 0,
  },
  {
    what: 'no stack',
    status: { ...EMBEDDED, databaseUrl: null },
    health: 'stopped',
    code: 4,
    reason: /^Nothing runs/,
  },
  {
    what: 'no worker',
    status: { ...WORKS, workers: [] },
    health: 'broken',
    code: 1,
    reason: /: season-sync worker$/,
  },
  {
    what: 'a database that does not answer',
    status: { ...WORKS, problem: 'Cannot reach it.', schema: null, workers: [] },
    health: 'broken',
    code: 1,
    reason: /^Cannot reach it\.$/,
  },
  {
    what: 'tables of before',
    status: { ...WORKS, schema: { current: false } },
    health: 'broken',
    code: 1,
    reason: /run: season-sync migrate$/,
  },
  {
    what: 'a Temporal that does not answer',
    status: { ...WORKS, temporalReachable: false, temporalProblem: 'Cannot reach Temporal.' },
    health: 'broken',
    code: 1,
    reason: /^Cannot reach Temporal\.$/,
  },
  {
    what: 'a queue without a worker',
    status: { ...WORKS, unserved: ['q'] },
    health: 'broken',
    code: 1,
    reason: /queue q$/,
  },
  {
    what: 'parts without a supervisor',
    status: { ...EMBEDDED, leftBehind: ['postgres'] },
    health: 'broken',
    code: 1,
    reason: /^postgres still/,
  },
  {
    what: 'a source on hold',
    status: { ...WORKS, queues: [{ way: 'nba', state: 'resting' as const, holdReason: 'answered 429' }] },
    health: 'waits',
    code: 3,
    reason: /^Requests to nba wait: answered 429$/,
  },
  {
    what: 'a failing step',
    status: { ...WORKS, failing: ['fetch fails'] },
    health: 'waits',
    code: 3,
    reason: /^fetch fails$/,
  },
])('$what: $health, exit code $code', ({ status, health, code, reason }) => {
  const found = healthOf(status)
  expect([found.health, CHECK_CODES[found.health]]).toEqual([health, code])
  expect(found.reasons).toHaveLength(reason === undefined ? 0 : 1)
  expect(found.reasons.join()).toMatch(reason ?? /^$/)
})
