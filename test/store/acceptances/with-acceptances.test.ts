import { describe, expect, it } from 'vitest'
import type { Acceptance } from '../../../src/store/acceptances/acceptance.js'
import { withAcceptances, type RunDatasets } from '../../../src/store/acceptances/with-acceptances.js'
import type { Finding } from '../../../src/store/runs/findings.js'
import { acceptanceOf, MISSING } from './acceptance-of.js'

const checked = (verified: readonly string[], failed: readonly string[] = []): RunDatasets => ({
  verified: new Set(verified),
  failed: new Set(failed),
})
const judge = (findings: readonly Finding[], acceptances: readonly Acceptance[], by: RunDatasets) =>
  withAcceptances(findings, acceptances, by)

const accepted = { ...MISSING, kind: 'accepted', detail: `${MISSING.detail}, because the source has none` }

describe('a finding', () => {
  it.each(['missing', 'conflict', 'wrong'] as const)(
    'of kind %s that an open acceptance equals is accepted, with the reason',
    (kind) => {
      const acceptance = acceptanceOf({ kind })
      const { findings, ended } = judge([{ ...MISSING, kind }], [acceptance], checked(['box_scores']))
      expect({ findings, ended }).toEqual({ findings: [accepted], ended: [] })
    },
  )

  it.each(['held', 'note'] as const)('of kind %s is never accepted', (kind) => {
    const finding = { ...MISSING, kind }
    const general = acceptanceOf({ dataset: null, kind: null, detail: null, neverAsk: true })
    expect(judge([finding], [general], checked([])).findings).toEqual([finding])
  })

  it.each([{ dataset: 'play_by_play' }, { kind: 'conflict' as const }, { subject: '0021800002' }])(
    'that differs from an acceptance in %j stays as it is',
    (other) => {
      const finding = { ...MISSING, ...other }
      expect(judge([finding], [acceptanceOf()], checked([])).findings).toEqual([finding])
    },
  )

  it('is accepted by an acceptance without a text, whatever it says', () => {
    const { findings } = judge([MISSING], [acceptanceOf({ detail: null })], checked(['box_scores']))
    expect(findings).toEqual([accepted])
  })

  it('about a game that was never played is accepted for every dataset and kind', () => {
    const never = acceptanceOf({ dataset: null, kind: null, detail: null, neverAsk: true })
    const findings: Finding[] = [MISSING, { ...MISSING, dataset: 'team_game_logs', kind: 'conflict' }]
    const judged = judge(findings, [never], checked(['box_scores', 'team_game_logs']))
    expect(judged.findings.map(({ kind }) => kind)).toEqual(['accepted', 'accepted'])
  })

  it('about a request that was given up is about its game', () => {
    const finding = { ...MISSING, subject: 'boxscoretraditionalv3 0021800001', detail: 'HTTP 500' }
    const { findings } = judge([finding], [acceptanceOf({ detail: null })], checked([]))
    expect(findings).toMatchObject([{ kind: 'accepted', subject: finding.subject }])
  })

  it('under a former name of its dataset is accepted by the present one', () => {
    const finding = { ...MISSING, dataset: 'schedule' }
    const { findings } = judge([finding], [acceptanceOf({ dataset: 'games' })], checked(['games']))
    expect(findings).toMatchObject([{ dataset: 'schedule', kind: 'accepted' }])
  })
})

describe('an acceptance', () => {
  it('ends when its finding says something else, and the finding counts', () => {
    const other = { ...MISSING, detail: 'played on 2018-10-17' }
    const acceptance = acceptanceOf()
    expect(judge([other], [acceptance], checked([]))).toEqual({ findings: [other], ended: [acceptance] })
  })

  it('ends when its finding is gone and its dataset was verified', () => {
    const acceptance = acceptanceOf()
    expect(judge([], [acceptance], checked(['box_scores'])).ended).toEqual([acceptance])
  })

  it('of a game stays open where the whole season is lacking', () => {
    const season: Finding = { ...MISSING, subject: '2018-19', detail: 'the source has nothing' }
    const { ended } = judge([season], [acceptanceOf()], checked(['box_scores']))
    expect(ended).toEqual([])
  })

  it('stays open while its dataset is not verified', () => {
    expect(judge([], [acceptanceOf()], checked(['games'])).ended).toEqual([])
  })

  it('stays open when its dataset failed, whatever is missing then', () => {
    const notAsked = { ...MISSING, detail: 'was not asked' }
    const { ended } = judge([notAsked], [acceptanceOf()], checked(['box_scores'], ['box_scores']))
    expect(ended).toEqual([])
  })

  it('of a game that was never played stays open without a finding', () => {
    const never = acceptanceOf({ dataset: null, kind: null, detail: null, neverAsk: true })
    expect(judge([], [never], checked(['box_scores'])).ended).toEqual([])
  })

  it('stays open beside another one of the same subject that has ended', () => {
    const [one, other] = [acceptanceOf(), acceptanceOf({ id: '2', detail: 'team 2 has 0 player lines' })]
    expect(judge([MISSING], [one, other], checked(['box_scores'])).ended).toEqual([other])
  })

  it('stays open if a more general one accepts its finding too', () => {
    const [one, general] = [acceptanceOf(), acceptanceOf({ id: '2', detail: null })]
    expect(judge([MISSING], [one, general], checked(['box_scores'])).ended).toEqual([])
  })
})
