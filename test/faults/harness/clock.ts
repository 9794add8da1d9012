/**
 * Settings of a worker whose clock is wrong. A module that Node loads first moves `Date` in that process, because few
 * machines have libfaketime. Temporal's Rust core, which sends the heartbeats, keeps the exact time.
 *
 * @param aheadMs milliseconds; negative: behind
 */
export const movedClock = (aheadMs: number): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import ${new URL('moved-clock.mjs', import.meta.url).href}`,
  CLOCK_AHEAD_MS: String(aheadMs),
})
