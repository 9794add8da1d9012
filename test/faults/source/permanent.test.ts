import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import { checkInvariants, noFalseGreen } from '../invariants.js'
import { altered, body, cutOff, redirectLoop, reset, rewritten, status } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS, game } from './games.js'

/** Each fault disturbs every request for a different game. */
const PERMANENT: Readonly<Record<string, Disturbance>> = {
  '400': status(400, {}, 'The value is not valid.'),
  '401': status(401),
  '404': status(404, {}, '<html>not found</html>'),
  '410': status(410),
  '500': status(500),
  'a reset': reset,
  'a body that is cut off': cutOff,
  'redirects without end': redirectLoop,
  'HTML with status 200': body('<!doctype html><title>We moved</title>'),
  garbage: body(Buffer.from([0, 255, 17, 128])),
  'an empty body': body(''),
  'an empty object': body('{}'),
  'an empty list': body('[]'),
  'a null box score': body('{"boxScoreTraditional":null}'),
  'a team without its players': altered((json) =>
    JSON.parse(JSON.stringify(json).replaceAll('"players"', '"people"')),
  ),
  'numbers as strings': rewritten((text) => text.replaceAll(/"points":(\d+)/g, '"points":"$1"')),
}

faultTest(
  'a sync is partial when some games always fail, each in a different way',
  { expected: 'partial (exit 3) naming exactly these games, no other missing; complete once they answer' },
  async ({ scene: open, report, reportFault }) => {
    const names = Object.keys(PERMANENT)
    const failing = names.map((_, i) => game(i + 1))
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    for (const [i, how] of Object.values(PERMANENT).entries()) front.disturb(boxScoreOf(i + 1), how)
    await scene.startWorker()

    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'partial', exitCode: 3 })
    const missing = await scene.query<{ subject: string; detail: string }>(
      `select subject, detail from sync_findings where run_id = $1 and kind = 'missing' and dataset = 'box_scores' order by right(subject, 10)`,
      [end.runId],
    )
    const named = missing.map(({ subject }) => /\d{10}$/.exec(subject)?.[0])
    expect(named).toEqual(failing)
    const lacking = await scene.query<{ game_id: string }>(
      `select game_id from games where home_score is not null
         and (select count(*) from box_score_teams b where b.game_id = games.game_id) <> 2 order by game_id`,
    )
    expect(lacking.map(({ game_id }) => game_id)).toEqual(failing)
    report(`${named.length} of ${failing.length} failing games named`, await noFalseGreen(scene, end))
    report(`e.g. ${missing[0]?.subject}: ${missing[0]?.detail.slice(0, 80)}`)

    for (const [i, fault] of names.entries())
      reportFault(
        `always ${fault}`,
        'missing and named',
        await attemptsOf(scene, i + 1),
        missing[i]?.detail ?? '',
      )

    front.clear()
    const repeat = await scene.sync()
    expect(repeat).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    report(...(await checkInvariants(scene, end, repeat)))
  },
)
