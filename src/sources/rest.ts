import type { RestSettings } from '../settings.js'
import { BaseClient } from './http/base-client.js'
import type { Source } from './source.js'

/** Answers of this contract are small: a season's players are 200 KB. */
const MAX_BYTES = 32 * 1024 * 1024

/** The original contract: service `api`, with `GET /players/{season}` and `GET /games/{YYYY-MM-DD}`. */
export class RestSource extends BaseClient implements Source {
  readonly name = 'rest'
  readonly pace: number

  constructor(settings: RestSettings) {
    super({
      services: { api: { name: new URL(settings.url).host, url: settings.url, setting: 'REST_URL' } },
      headers: { Accept: 'application/json' },
      environmentProxy: settings.environmentProxy,
      connectTimeoutMs: settings.timeoutMs,
      headersTimeoutMs: settings.timeoutMs,
      bodyTimeoutMs: settings.timeoutMs,
      maxReceivedBytes: MAX_BYTES,
      maxDecodedBytes: MAX_BYTES,
    })
    this.pace = settings.pace
  }
}
