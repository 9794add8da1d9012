import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf } from '../../src/errors.js'
import { readSettings } from '../../src/settings.js'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'

/** As in tools/temporal-test-server/pom.xml. */
const VERSION = '1.38.0'

/**
 * Temporal's test server whose clock jumps over waiting times: a program that runs it, kept from before or made with
 * Java and Maven (38 MB, once). Undefined, with a line that says why, on a machine that has neither.
 */
export async function timeSkippingServer(): Promise<string | undefined> {
  const folder = join(readSettings().cache, `temporal-test-server-${VERSION}`)
  const program = join(folder, 'temporal-test-server')
  try {
    await succeed('java', ['-version'])
    if (!existsSync(program)) await install(folder)
    return program
  } catch (error) {
    console.log(`skipped: Temporal's time-skipping server cannot be had (${messageOf(error)})`)
    return undefined
  }
}

/** Beside its place first, so that two test runs at once do not meet half a server. */
async function install(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true })
  const work = mkdtempSync(`${folder}-`)
  try {
    const pom = join(packageRoot, 'tools', 'temporal-test-server', 'pom.xml')
    await succeed('mvn', [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${work}/lib`,
    ])
    const program = join(work, 'temporal-test-server')
    writeFileSync(
      program,
      `#!/bin/sh\nexec java -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"\n`,
    )
    chmodSync(program, 0o755)
    if (!existsSync(folder)) renameSync(work, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProgram(command, args)
  if (code !== 0) throw new Error(`${command} ${args[0]}: ${(stderr + stdout).trim().slice(-300)}`)
}
