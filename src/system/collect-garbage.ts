import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * A function that collects garbage at once. V8 lets some hundred megabytes of it stand before it looks for what has grown
 * old, which is much beside the few that a stream of batches needs. It does nothing where the engine has no such function.
 */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  return typeof collect === 'function' ? () => void collect() : () => undefined
}
