import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that start stacks and commands take longest: if one of them started last, a core would be idle. */
const LONGEST =
  /test\/(cli\/(cli|web-ui-pages|roles|interrupts)\.|readme|worker\.|workflows\/|library\/|schedules)/

/** Runs the longest files of a suite first, and last those that share processes, which another file between two of them ends. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number =>
      !project.config.isolate ? 2 : LONGEST.test(moduleId) ? 0 : 1
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the sequencer, not of an array
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}
