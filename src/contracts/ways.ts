const VIA = ' via '
const SERVICE = '/'

/**
 * The name of a way to a source in the rate limit: 'nba' is its usual way, 'nba via 10.0.0.1:3128' that through one of several
 * proxies. Each has a row of `source_pace`.
 */
export const wayVia = (source: string, proxy: string): string => `${source}${VIA}${proxy}`

/**
 * The way to a service of a source that has a rate limit and a breaker of its own, and no budget: 'nba/cdn', or 'nba/cdn via
 * 10.0.0.1:3128'.
 */
export const wayToService = (way: string, service: string): string => {
  const [source = way, ...via] = way.split(VIA)
  return [`${source}${SERVICE}${service}`, ...via].join(VIA)
}

/** Whether a way leads to such a service. */
export const isToService = (way: string): boolean => (way.split(VIA)[0] ?? way).includes(SERVICE)

/** 'nba via 10.0.0.1:3128' and 'nba/cdn' -> 'nba' */
export const sourceOfWay = (way: string): string => way.split(VIA)[0]?.split(SERVICE)[0] ?? way

/** 'nba via 10.0.0.1:3128' -> '10.0.0.1:3128'; undefined for the usual way. */
export const proxyOfWay = (way: string): string | undefined => way.split(VIA)[1]

/** The source of the way that a parameter names, in SQL. */
export const sourceOfWaySql = (parameter: string): string =>
  `split_part(${limitedBySql(parameter)}, '${SERVICE}', 1)`

/** What has the limits of the way, in SQL: its source, or the service of that. */
export const limitedBySql = (parameter: string): string => `split_part(${parameter}::text, '${VIA}', 1)`
