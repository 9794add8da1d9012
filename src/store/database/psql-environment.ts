/** Parameters of an address whose variable is not PG and their name without underscores. */
const VARIABLES: Readonly<Record<string, string>> = {
  dbname: 'PGDATABASE',
  application_name: 'PGAPPNAME',
  connect_timeout: 'PGCONNECT_TIMEOUT',
}

/** Variables that would lead psql elsewhere: workers and commands do not read them. */
const ELSEWHERE = ['PGSERVICE', 'PGHOSTADDR']

/**
 * The environment in which psql, and any other program of libpq, opens the database of an address. The password is in
 * it, because the arguments of a process are shown to every user of the machine.
 */
export function psqlEnvironment(databaseUrl: string, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl)
  const parts: readonly (readonly [string, string])[] = [
    ['PGHOST', decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1')],
    ['PGPORT', url.port],
    ['PGUSER', decodeURIComponent(url.username)],
    ['PGPASSWORD', decodeURIComponent(url.password)],
    ['PGDATABASE', decodeURIComponent(url.pathname.slice(1))],
    ['PGSSLMODE', url.searchParams.get('ssl') === 'true' ? 'require' : ''], // as for libpq, which reads it in addresses only
    ...[...url.searchParams]
      .filter(([name]) => name !== 'ssl')
      .map(([name, value]) => [variableOf(name), value] as const),
  ]
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => !ELSEWHERE.includes(name))),
    ...Object.fromEntries(parts.filter(([, value]) => value !== '')),
  }
}

const variableOf = (parameter: string): string =>
  VARIABLES[parameter] ?? `PG${parameter.replaceAll('_', '').toUpperCase()}`
