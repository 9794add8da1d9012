import { expect, it } from 'vitest'
import { runProgram } from '../../src/system/program.js'

const node = (script: string) => runProgram(process.execPath, ['-e', script])

it('a program runs to its end, and all its output is returned', async () => {
  const script = `process.stdout.write('x'.repeat(200_000)); process.stderr.write('y'); process.exitCode = 3`
  const { code, stdout, stderr } = await node(script)
  expect([code, stdout.length, stderr]).toEqual([3, 200_000, 'y'])
})

it('a program that a signal ends has no exit code', async () => {
  expect(await node(`process.kill(process.pid, 'SIGKILL')`)).toEqual({ code: null, stdout: '', stderr: '' })
})

it('a program that does not exist rejects with ENOENT', async () => {
  await expect(runProgram('/nowhere/program', [])).rejects.toMatchObject({ code: 'ENOENT' })
})
