/** Lies that CI tells of a list, which says by `SEASON_SYNC_LIES` that it has little time. */
const FEW = 4

/** All of a list of lies, or a few from everywhere in it. */
export function partOf<T>(lies: readonly T[], few = FEW): readonly T[] {
  if (process.env.SEASON_SYNC_LIES === undefined) return lies
  const step = Math.ceil(lies.length / few)
  return lies.filter((_lie, i) => i % step === 0)
}
