// Adds up the JSON reports of several test runs. Prints each test that failed, with the beginning of its message, and
// closes with one line: tests: N passed, N failed, N skipped.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const folder = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }
const say = (file, test, message = '') =>
  console.log(
    `\nfailed: ${relative('.', file)}${test}\n  ${stripVTControlCharacters(message).slice(0, 1500)}`,
  )
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  total.passed += report.numPassedTests
  // A file that fails before its first test has no failed test, so it counts as one.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  for (const file of broken) say(file.name, '', file.message)
  for (const file of report.testResults)
    for (const test of file.assertionResults.filter(({ status }) => status === 'failed'))
      say(file.name, ` > ${test.fullName}`, test.failureMessages[0])
  total.failed += report.numFailedTests + broken.length
  total.skipped += report.numPendingTests + report.numTodoTests
}
console.log(`\ntests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
