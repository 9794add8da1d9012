import { CancellationScope } from '@temporalio/workflow'

/**
 * Runs tasks at the same time and returns their results. The first failure cancels the other tasks, and is thrown only
 * when all have ended: what a closed workflow leaves behind is in no record.
 */
export async function untilAllEnd<T>(tasks: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const scope = new CancellationScope()
  const failures: unknown[] = []
  const ends = await scope.run(() =>
    Promise.allSettled(
      tasks.map(async (task) => {
        try {
          return await task()
        } catch (error) {
          failures.push(error)
          scope.cancel()
          throw error
        }
      }),
    ),
  )
  if (failures.length > 0) throw failures[0]
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
}

/** Runs tasks at the same time; the first failure is thrown at once, while the others go on. */
export const untilFirstFailure = <T>(tasks: readonly (() => Promise<T>)[]): Promise<readonly T[]> =>
  Promise.all(tasks.map((task) => task()))
