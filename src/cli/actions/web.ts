import { spawn } from 'node:child_process'
import { COMMAND } from '../../contracts/next-step.js'
import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { reconciledByName } from '../../runs/find-run.js'
import { temporalCopy } from '../../runs/temporal-copy.js'
import { readSettings, type Settings } from '../../settings.js'
import { readConfigured, readStackStatus } from '../../stack/index.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface WebOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

/** The program that opens an address, by system. */
const OPENERS: Readonly<Record<string, string>> = { darwin: 'open', linux: 'xdg-open' }

/** Prints the address of the Web UI, or of its page of a run, and opens it at a terminal. */
export async function openWebUi(name: string | undefined, { source, json }: WebOptions): Promise<void> {
  const settings = readSettings()
  const url =
    name === undefined
      ? await address(settings)
      : await pageOf(settings, name, source ?? sourceOfWorkflow(name))
  if (json === true) return printJson('web', { url })
  print(url)
  if (process.stdout.isTTY) openBrowser(url)
}

/** The Web UI's address: the configured one, otherwise that of the embedded stack if it runs. */
async function address(settings: Settings): Promise<string> {
  if (settings.webUiUrl !== undefined) return settings.webUiUrl
  if (readConfigured(settings).temporal !== undefined)
    throw new UserError('TEMPORAL_UI_URL is not set: the Web UI of the configured Temporal is not known.', 2)
  const url = (await readStackStatus(settings))?.webUiUrl
  if (url === undefined) throw new UserError(`Temporal does not run; start it with: ${COMMAND.up}`)
  return url
}

async function pageOf(settings: Settings, name: string, source: SourceName | undefined): Promise<string> {
  await address(settings)
  return withPostgres(
    settings,
    async (session) => {
      const found = await reconciledByName(settings, session, name, { onChoice: printNotice })
      const run = found.kind === 'sync' ? found.run : { ...found.backfill, runId: found.backfill.backfillId }
      const { webUiUrl, sentence } = await temporalCopy(settings, run)
      if (webUiUrl === null) throw new UserError(`Run ${run.runId} has no page: ${sentence}.`)
      return webUiUrl
    },
    source,
  )
}

/** Opens an address in the browser, where there is one; a browser that does not start is no failure: the address is printed. */
function openBrowser(url: string): void {
  const opener = process.env.BROWSER ?? OPENERS[process.platform]
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (opener === undefined || (process.env.BROWSER === undefined && !hasDisplay)) return
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
