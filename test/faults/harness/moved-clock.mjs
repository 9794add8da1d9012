// Moves the clock of a Node process by CLOCK_AHEAD_MS, which `movedClock` (clock.ts) sets. performance.now() stays as it
// is: a real error of a clock does not touch the monotonic clock either.
const aheadMs = Number(process.env.CLOCK_AHEAD_MS)
const Exact = Date
const now = () => Exact.now() + aheadMs

// A proxy, because dates that Node makes itself are instances of the original.
globalThis.Date = new Proxy(Exact, {
  construct: (_target, args, newTarget) =>
    Reflect.construct(Exact, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new Exact(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
Exact.prototype.constructor = globalThis.Date
