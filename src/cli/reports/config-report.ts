import { budgetText } from '../../contracts/budget.js'
import { messageOf } from '../../errors.js'
import { listSettings, readSettings, type Setting, type Settings } from '../../settings.js'
import { readTemporalSettings } from '../../stack/index.js'
import { isFromDotEnv } from '../../system/dot-env.js'
import { maskPassword, maskPasswords } from '../../text/database-address.js'

/** Where the value of a setting comes from. `profile`: the file with Temporal's profiles. */
export type SettingOrigin = 'default' | 'environment' | '.env' | 'profile'

/** A setting with its value in force, without secrets. */
export interface ConfigLine {
  readonly name: string
  /** Null: it is not set and has no default. */
  readonly value: string | null
  readonly from: SettingOrigin
  /** The reason why the value cannot be used; null if it can. */
  readonly problem: string | null
}

/** Settings between the stack and its worker, and the folders of all programs. */
const NOT_SHOWN = ['SEASON_SYNC_DATABASES', 'XDG_DATA_HOME', 'XDG_CACHE_HOME']

/** Every setting with its value and where that comes from; those of Temporal last. */
export function configLines(env: NodeJS.ProcessEnv = process.env): readonly ConfigLine[] {
  const own = listSettings(env).filter(({ name }) => !NOT_SHOWN.includes(name))
  const usual = own.every(({ fault }) => fault === undefined) ? computedDefaults(readSettings(env)) : {}
  return [...own.map((setting) => ownLine(setting, usual)), ...temporalLines(env)]
}

/** Defaults that depend on other settings. */
const computedDefaults = ({ home, nba }: Settings): Readonly<Record<string, string>> => ({
  SEASON_SYNC_HOME: home,
  DATABASE_URL: 'embedded',
  NBA_BUDGET: nba.budget === undefined ? 'none' : budgetText(nba.budget),
})

const ownLine = (
  { name, given, usual, fault }: Setting,
  computed: Readonly<Record<string, string>>,
): ConfigLine => ({
  name,
  value: (given === undefined ? (usual ?? computed[name]) : shown(name, given, fault)) ?? null,
  from: originOf(name, given),
  problem: fault ?? null,
})

const originOf = (name: string, given: string | undefined): SettingOrigin =>
  given === undefined ? 'default' : isFromDotEnv(name) ? '.env' : 'environment'

/** A value without its passwords; a wrong address is not shown, since its parts cannot be told apart. */
function shown(name: string, given: string, fault: string | undefined): string {
  if (name === 'DATABASE_URL') return fault === undefined ? maskPassword(given) : '***'
  if (/_PROXY$|_URL$/.test(name)) return fault === undefined ? maskPasswords(given) : '***'
  return given
}

/** Variables of Temporal whose text is a secret, or may be. */
const SECRET = /API_KEY|_DATA$|_AUTH$|GRPC_META/

const DEFAULT_NAMESPACE = 'default'

function temporalLines(env: NodeJS.ProcessEnv): ConfigLine[] {
  const given = Object.entries(env).flatMap(([name, text]): ConfigLine[] => {
    if (!name.startsWith('TEMPORAL_') || name === 'TEMPORAL_UI_URL' || text === undefined || text === '')
      return []
    return [{ name, value: SECRET.test(name) ? '***' : text, from: originOf(name, text), problem: null }]
  })
  const has = (name: string): boolean => given.some((line) => line.name === name)
  const missing = (name: string, fromProfile: string | undefined, usual: string): ConfigLine[] =>
    has(name)
      ? []
      : [
          {
            name,
            value: fromProfile ?? usual,
            from: fromProfile === undefined ? 'default' : 'profile',
            problem: null,
          },
        ]
  try {
    const { connectionOptions, namespace } = readTemporalSettings()
    return [
      ...missing('TEMPORAL_ADDRESS', connectionOptions.address, 'embedded'),
      ...missing('TEMPORAL_NAMESPACE', namespace, DEFAULT_NAMESPACE),
      ...given,
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return [...given, { name: 'TEMPORAL_PROFILE', value: null, from: 'profile', problem: messageOf(error) }]
  }
}
