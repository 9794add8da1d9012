const VIA = ' via '

/**
 * The name of a way to a source in the rate limit: 'nba' is its usual way, 'nba via 10.0.0.1:3128' that through one of several
 * proxies. Each has a row of `source_pace`.
 */
export const wayVia = (source: string, proxy: string): string => `${source}${VIA}${proxy}`

/** 'nba via 10.0.0.1:3128' -> 'nba' */
export const sourceOfWay = (way: string): string => way.split(VIA)[0] ?? way

/** 'nba via 10.0.0.1:3128' -> '10.0.0.1:3128'; undefined for the usual way. */
export const proxyOfWay = (way: string): string | undefined => way.split(VIA)[1]

/** The source of the way that a parameter names, in SQL. */
export const sourceOfWaySql = (parameter: string): string => `split_part(${parameter}::text, '${VIA}', 1)`
