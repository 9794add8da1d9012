import { COMMAND } from '../contracts/next-step.js'
import { UserError } from '../errors.js'
import { currentOr } from '../season/season-list.js'
import { startYear } from '../season/season.js'
import { printable } from '../text/printable.js'

/** What people name a run by. */
export type RunReference =
  | { readonly by: 'latest' }
  | { readonly by: 'id'; readonly beginning: string }
  | { readonly by: 'season'; readonly season: string }
  | { readonly by: 'workflow'; readonly workflowId: string }

/**
 * Reads the name of a run: `latest`, a season in one of the usual spellings or `current`, the id of a workflow, otherwise
 * the beginning of an id. Throws a UserError (exit 2) where it can be none of them; `source` is that of the command that
 * the error suggests.
 */
export function readRunName(text: string, today: string, source?: string): RunReference {
  if (text === 'latest') return { by: 'latest' }
  if (text.startsWith('season-sync/')) return { by: 'workflow', workflowId: text }
  const season = currentOr(text, today)
  // No run id has its first dash there.
  if (/^\d{4}-\d{2}$/.test(season)) {
    startYear(season)
    return { by: 'season', season }
  }
  if (!/^[0-9a-z-]+$/i.test(text))
    throw new UserError(`'${printable(text)}' is not a run id; see: ${COMMAND.history(source)}.`, 2)
  return { by: 'id', beginning: text }
}
