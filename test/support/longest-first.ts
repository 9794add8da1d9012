import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that start stacks and commands take longest: if one of them started last, a core would be idle. */
const LONGEST = /test\/(cli\/(cli|web-ui-pages|roles|interrupts)\.|readme|workflows\/|library\/|schedules)/

/** Runs the longest files of a suite first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId)
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the sequencer, not of an array
    const sorted = await super.sort(files)
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))]
  }
}
