/** The library's public face. */
export { NbaClient, type Game, type NbaClientOptions, type Player } from './library/nba-client.js'
export { SourceError, type SourceErrorClass } from './sources/source-error.js'
