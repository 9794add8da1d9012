import { join, resolve } from 'node:path'
import { z } from 'zod'
import { parseBudget, type Budget } from './contracts/budget.js'
import { SOURCE_NAMES, type SourceName } from './contracts/source-names.js'
import { UserError } from './errors.js'
import type { EnvironmentProxy } from './sources/http/environment-proxy.js'
import { readHeaderFile, type Headers } from './system/header-file.js'
import { homeFolder } from './system/home-folder.js'
import { addressFault, withAbsolutePaths } from './system/postgres-address.js'
import { LOG_FORMATS, LOG_LEVELS, type LogSettings } from './text/log-line.js'

/**
 * Every setting of the project, read once from the environment and validated.
 * Connection settings of Temporal itself (`TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, TLS, profiles) are read by
 * `@temporalio/envconfig` in `src/connect/temporal.ts`.
 */
export interface Settings {
  /** Folder of the embedded databases, ports and logs. `SEASON_SYNC_HOME`. */
  readonly home: string
  /** Folder of downloaded or built programs. `XDG_CACHE_HOME`/season-sync. */
  readonly cache: string
  /** Postgres that the user configured; undefined: the embedded one is used. `DATABASE_URL`. */
  readonly databaseUrl: string | undefined
  /** A `temporal` program to use for the embedded server. `SEASON_SYNC_TEMPORAL_BINARY`. */
  readonly temporalBinary: string | undefined
  /**
   * Seconds that a stack started by a command stays up after the last command that used it.
   * `SEASON_SYNC_IDLE_SECONDS`.
   */
  readonly idleSeconds: number
  /** Web UI of a configured Temporal, for links. `TEMPORAL_UI_URL`. */
  readonly webUiUrl: string | undefined
  /** Eastern date (YYYY-MM-DD) to use as today's, for tests and repeats. `SEASON_SYNC_TODAY`. */
  readonly today: string | undefined
  /** What workers and commands write to their logs. `SEASON_SYNC_LOG_LEVEL`, `SEASON_SYNC_LOG_FORMAT`. */
  readonly log: LogSettings
  /**
   * Embedded databases by source, set by the stack for its worker. `SEASON_SYNC_DATABASES`, JSON. Without it a worker
   * uses DATABASE_URL alone, whichever source that database holds.
   */
  readonly databases: Readonly<Partial<Record<SourceName, string>>> | undefined
  /** Absolute path of a module with datasets of the user's own project. `SEASON_SYNC_DATASETS`. */
  readonly ownDatasets: string | undefined
  readonly nba: NbaSettings
  readonly rest: RestSettings
  readonly sandbox: SandboxSettings
}

/** Settings of the REST source, an API with GET /players/{season} and GET /games/{date}. */
export interface RestSettings {
  /** Base address. `REST_URL`. */
  readonly url: string
  /** Whether `REST_URL` is set: nothing answers at its default. */
  readonly isSet?: boolean
  /** Requests per second over all workers and runs. `REST_PACE`. */
  readonly pace: number
  readonly budget?: undefined
  /** The proxy of the environment. `HTTPS_PROXY`, `NO_PROXY`. */
  readonly environmentProxy: EnvironmentProxy | undefined
  /** Milliseconds for a whole answer. `REST_TIMEOUT_MS`. */
  readonly timeoutMs: number
}

/** Settings of the sandbox, the made-up league. */
export interface SandboxSettings {
  /** Address of a sandbox that runs elsewhere; undefined: each worker serves its own. `SEASON_SYNC_SANDBOX_URL`. */
  readonly url: string | undefined
  /** Requests per second. `SEASON_SYNC_SANDBOX_PACE`. */
  readonly pace: number
  readonly budget?: undefined
}

export interface NbaSettings {
  /** Base address of stats.nba.com. `NBA_STATS_URL`. */
  readonly statsUrl: string
  /** Base address of cdn.nba.com. `NBA_CDN_URL`. */
  readonly cdnUrl: string
  /** Proxies, http://, https:// or socks5://, which take turns; may hold passwords, never shown. `NBA_PROXY`. */
  readonly proxy: readonly string[] | undefined
  /** The proxy of the environment, where there is no other. `HTTPS_PROXY`, `NO_PROXY`. */
  readonly environmentProxy: EnvironmentProxy | undefined
  /** Requests per second over all workers and runs. `NBA_PACE`. */
  readonly pace: number
  /** The most requests in a window over all workers and runs; undefined: no limit. `NBA_BUDGET`. */
  readonly budget: Budget | undefined
  /** Absolute path of a file with headers. `NBA_HEADERS_FILE`. */
  readonly headersFile: string | undefined
  /** The headers of that file, which replace and extend those that are sent; they may be secrets. */
  readonly headers: Headers
  /** `NBA_USER_AGENT`; the API refuses outdated browsers. */
  readonly userAgent: string
  /** Milliseconds to connect. `NBA_CONNECT_TIMEOUT_MS`. */
  readonly connectTimeoutMs: number
  /** Milliseconds from the request to the answer's headers. `NBA_HEADERS_TIMEOUT_MS`. */
  readonly headersTimeoutMs: number
  /** Milliseconds from the request to the end of the body. `NBA_BODY_TIMEOUT_MS`. */
  readonly bodyTimeoutMs: number
  /** Largest body accepted as received (compressed), bytes. `NBA_MAX_RECEIVED_BYTES`. */
  readonly maxReceivedBytes: number
  /** Largest body accepted after decoding, bytes. `NBA_MAX_DECODED_BYTES`. */
  readonly maxDecodedBytes: number
}

/**
 * A block by the NBA shows as a request without an answer; 30 s is the read timeout that users of the API settled on.
 */
const NBA_HEADERS_TIMEOUT_MS = 30_000

/** Users of the API keep 0.6 to 1 s between requests; no block has been seen at one request per second. */
const NBA_PACE = 1

/** The NBA's own address, unless the setting of this name has another. */
export const NBA_STATS_URL = 'https://stats.nba.com'

/** People measured some 200 to 300 requests in ten minutes before the NBA blocked them. Other addresses have no default. */
const NBA_BUDGET: Budget = { requests: 250, seconds: 600 }

/** Default base address of the REST source: that of the API's original client. */
export const REST_URL = 'https://api.nba.com'

/** Timeout of the API's original client. */
const REST_TIMEOUT_MS = 30_000

/** Requests to the sandbox disturb no server; the rate limit applies all the same, so that users can see it work. */
const SANDBOX_PACE = 500

const NBA_USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .transform((url) => url.replace(/\/+$/, ''))

/** A number between two bounds, `what` it is of; whatever else is given, the sentence names what is allowed. */
function number(what: string, least: number, most: number) {
  const error = `is not a ${what} from ${least} to ${most}`
  return z.coerce.number({ error }).min(least).max(most)
}

const DAY_SECONDS = 86_400
const MOST_MS = 3_600_000
const MOST_PACE = 10_000
const milliseconds = number('whole number of milliseconds', 1, MOST_MS).multipleOf(1)
const bytes = number('whole number of bytes', 1, Number.MAX_SAFE_INTEGER).multipleOf(1)
const pace = number('number of requests per second', 0, MOST_PACE).gt(0, 'is not above 0')
const budget = z.string().transform((text, context) => {
  const parsed = text.trim() === 'none' ? null : parseBudget(text)
  if (parsed === undefined)
    context.addIssue({
      code: 'custom',
      message: 'is not a number of requests in a time like 250/10m (30s, 10m, 1h; up to 24h), or none',
    })
  return parsed ?? null
})
const proxy = z.url({
  protocol: /^(https?|socks5?|socks5h|socks4a?)$/,
  error: 'is not an http, https or socks address, or several with commas or spaces between them',
})
const proxies = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,]+/).filter((part) => part !== ''))])
  .pipe(z.array(proxy).min(1, 'is not an http, https or socks address'))
/** Other programs take an address without its protocol. */
const environmentProxy = z
  .string()
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .pipe(proxy)
const databaseUrls = z.partialRecord(z.enum(SOURCE_NAMES), z.string())
const MiB = 1024 * 1024

const environment = z.object({
  SEASON_SYNC_HOME: z.string().optional(),
  SEASON_SYNC_TEMPORAL_BINARY: z.string().optional(),
  SEASON_SYNC_IDLE_SECONDS: number('number of seconds', 0, DAY_SECONDS).default(30),
  SEASON_SYNC_TODAY: z.iso.date({ error: 'is not a date like 2026-02-22' }).optional(),
  XDG_DATA_HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'is not an address like postgresql://user:password@host:5432/database',
      abort: true,
    })
    .superRefine((address, context) => {
      const message = addressFault(address)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .transform(withAbsolutePaths)
    .optional(),
  TEMPORAL_UI_URL: httpUrl.optional(),
  SEASON_SYNC_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(', ')}` }).default('info'),
  SEASON_SYNC_LOG_FORMAT: z
    .enum(LOG_FORMATS, { error: `is none of ${LOG_FORMATS.join(', ')}` })
    .default('text'),
  SEASON_SYNC_DATABASES: z.string().optional(),
  SEASON_SYNC_DATASETS: z.string().optional(),
  SEASON_SYNC_SANDBOX_URL: httpUrl.optional(),
  SEASON_SYNC_SANDBOX_PACE: pace.default(SANDBOX_PACE),
  REST_URL: httpUrl.default(REST_URL),
  REST_PACE: pace.default(NBA_PACE),
  REST_TIMEOUT_MS: milliseconds.default(REST_TIMEOUT_MS),
  NBA_STATS_URL: httpUrl.default(NBA_STATS_URL),
  NBA_CDN_URL: httpUrl.default('https://cdn.nba.com'),
  NBA_PROXY: proxies.optional(),
  HTTPS_PROXY: environmentProxy.optional(),
  NO_PROXY: z.string().default(''),
  NBA_PACE: pace.default(NBA_PACE),
  NBA_BUDGET: budget.optional(),
  NBA_HEADERS_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  NBA_USER_AGENT: z.string().default(NBA_USER_AGENT),
  NBA_CONNECT_TIMEOUT_MS: milliseconds.default(10_000),
  NBA_HEADERS_TIMEOUT_MS: milliseconds.default(NBA_HEADERS_TIMEOUT_MS),
  NBA_BODY_TIMEOUT_MS: milliseconds.default(90_000),
  // The largest real answer, a season's player game log, is 1 MB compressed and 5 MB decoded.
  NBA_MAX_RECEIVED_BYTES: bytes.default(16 * MiB),
  NBA_MAX_DECODED_BYTES: bytes.default(48 * MiB),
})

/** A setting as the environment gives it, checked alone. */
export interface Setting {
  readonly name: string
  /** Its text in the environment; undefined: it is not set there. */
  readonly given: string | undefined
  /** Its default; undefined: there is none, or it depends on others. */
  readonly usual: string | undefined
  /** The reason why the text cannot be used; undefined if it can. */
  readonly fault: string | undefined
}

/** Every setting of an environment, in the order of their declaration. Reads no file. */
export function listSettings(env: NodeJS.ProcessEnv = process.env): readonly Setting[] {
  return Object.entries(environment.shape).map(([name, shape]) => {
    const given = env[name] === '' ? undefined : env[name]
    const parsed = shape.safeParse(given)
    const usual = shape.safeParse(undefined).data
    return {
      name,
      given,
      usual:
        typeof usual === 'number' || (typeof usual === 'string' && usual !== '') ? `${usual}` : undefined,
      fault: parsed.success ? undefined : (parsed.error.issues[0]?.message ?? 'is not valid'),
    }
  })
}

/**
 * Reads the settings. Empty variables count as unset. Throws a UserError (exit 2) that names the first wrong
 * variable, never its value.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries({ HTTPS_PROXY: env.https_proxy, NO_PROXY: env.no_proxy, ...env }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new UserError(`${String(issue?.path[0])} ${issue?.message ?? 'is not valid'}.`, 2) // the value may hold a password
  }
  const e = parsed.data
  const fromEnvironment = e.HTTPS_PROXY === undefined ? undefined : { url: e.HTTPS_PROXY, except: e.NO_PROXY }
  return {
    home: resolve(
      e.SEASON_SYNC_HOME ?? join(e.XDG_DATA_HOME ?? join(homeFolder(), '.local/share'), 'season-sync'),
    ),
    cache: resolve(join(e.XDG_CACHE_HOME ?? join(homeFolder(), '.cache'), 'season-sync')),
    databaseUrl: e.DATABASE_URL,
    temporalBinary: e.SEASON_SYNC_TEMPORAL_BINARY,
    idleSeconds: e.SEASON_SYNC_IDLE_SECONDS,
    webUiUrl: e.TEMPORAL_UI_URL,
    today: e.SEASON_SYNC_TODAY,
    log: { level: e.SEASON_SYNC_LOG_LEVEL, format: e.SEASON_SYNC_LOG_FORMAT },
    databases:
      e.SEASON_SYNC_DATABASES === undefined
        ? undefined
        : databaseUrls.parse(JSON.parse(e.SEASON_SYNC_DATABASES)),
    ownDatasets: e.SEASON_SYNC_DATASETS === undefined ? undefined : resolve(e.SEASON_SYNC_DATASETS),
    rest: {
      url: e.REST_URL,
      isSet: given.REST_URL !== undefined,
      pace: e.REST_PACE,
      environmentProxy: fromEnvironment,
      timeoutMs: e.REST_TIMEOUT_MS,
    },
    sandbox: { url: e.SEASON_SYNC_SANDBOX_URL, pace: e.SEASON_SYNC_SANDBOX_PACE },
    nba: {
      statsUrl: e.NBA_STATS_URL,
      cdnUrl: e.NBA_CDN_URL,
      proxy: e.NBA_PROXY,
      environmentProxy: e.NBA_PROXY === undefined ? fromEnvironment : undefined,
      pace: e.NBA_PACE,
      budget: (e.NBA_BUDGET === undefined ? defaultBudget(e.NBA_STATS_URL) : e.NBA_BUDGET) ?? undefined,
      headersFile: e.NBA_HEADERS_FILE,
      headers: e.NBA_HEADERS_FILE === undefined ? {} : readHeaderFile('NBA_HEADERS_FILE', e.NBA_HEADERS_FILE),
      userAgent: e.NBA_USER_AGENT,
      connectTimeoutMs: e.NBA_CONNECT_TIMEOUT_MS,
      headersTimeoutMs: e.NBA_HEADERS_TIMEOUT_MS,
      bodyTimeoutMs: e.NBA_BODY_TIMEOUT_MS,
      maxReceivedBytes: e.NBA_MAX_RECEIVED_BYTES,
      maxDecodedBytes: e.NBA_MAX_DECODED_BYTES,
    },
  }
}

/** Whether a server of the original contract was chosen, rather than left to its default. */
export const isOriginal = ({ url, isSet = false }: RestSettings): boolean => isSet || url !== REST_URL

/** The number of ways to a source, each with a pace and a budget of its own. */
export const waysIn = ({ nba }: Settings, source: SourceName): number =>
  source === 'nba' ? (nba.proxy?.length ?? 1) : 1

const defaultBudget = (statsUrl: string): Budget | undefined =>
  statsUrl === NBA_STATS_URL ? NBA_BUDGET : undefined
