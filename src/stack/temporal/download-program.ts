import { TestWorkflowEnvironment } from '@temporalio/testing'
import { messageOf } from '../../errors.js'

// download.ts runs this program; its arguments are the folder to download to and the version of the CLI.
const [folder, version] = process.argv.slice(2)
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      ip: '127.0.0.1',
      executable: { type: 'cached-download', downloadDir: String(folder), version: `v${version}` },
    },
  })
  await environment.teardown()
  process.exit(0)
} catch (error) {
  process.stderr.write(`\n${messageOf(error)}\n`)
  process.exit(1)
}
