import { COMMAND } from '../../contracts/next-step.js'
import type { FollowedRun } from '../../runs/follow.js'
import { facts, printNotice } from '../terminal.js'

/** Says where a run that was started and left can be looked at. */
export const printWhere = (run: FollowedRun, webUiUrl: string | null): void =>
  printNotice(
    facts([
      ['Look at it:', COMMAND.show(run)],
      ['Follow it:', COMMAND.watch(run)],
      ['Web UI:', webUiUrl],
    ]),
  )
