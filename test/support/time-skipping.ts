import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { vi } from 'vitest'
import { messageOf } from '../../src/errors.js'
import { readSettings } from '../../src/settings.js'
import { spawnChild } from '../../src/stack/machine/child.js'
import { choosePort } from '../../src/stack/machine/ports.js'
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

/** Runs a program until its standard input closes, so that it never outlives the tests. */
const WHILE_WATCHED = '"$0" "$1" & cat; kill -9 $!'

/** Java starts in a second, and in many on a machine whose cores are taken. */
const START_MS = 60_000

/**
 * Starts the server and connects to it. The SDK gives a server that it starts itself five seconds to listen, which Java
 * exceeds on a busy machine. Here the server listens first; what the SDK starts in its place is `sleep`, which takes the
 * port for a number of seconds.
 */
export async function startTimeSkipping(
  program: string,
): Promise<{ temporal: TestWorkflowEnvironment; stop: () => Promise<void> }> {
  const port = await choosePort(undefined, randomUUID())
  const server = await spawnChild('/bin/sh', ['-c', WHILE_WATCHED, program, String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: process.env,
  })
  const stop = async (): Promise<void> => {
    server.child.stdin?.end()
    await server.exited
  }
  try {
    await vi.waitFor(() => accepts(port), { timeout: START_MS, interval: 50 })
    const temporal = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: '/bin/sleep' }, port },
    })
    return { temporal, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Resolves when a server of this machine accepts a connection, and rejects when none does. */
async function accepts(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.destroy()
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
