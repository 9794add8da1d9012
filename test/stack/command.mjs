// A command that uses the stack: prints what it was told as lines of JSON, holds its lease until its input ends.
// Arguments: "postgres" or "all", and the folder of the compiled package.
const [need, dist] = process.argv.slice(2)
const say = (message) => console.log(JSON.stringify(message))
try {
  const { readSettings } = await import(`${dist}/settings.js`)
  const { acquireStack } = await import(`${dist}/stack/client.js`)
  const lease = await acquireStack(readSettings(), { need, onProgress: (progress) => say({ progress }) })
  say({ info: lease.info })
  process.stdin.on('end', () => lease.release()).resume()
} catch (error) {
  say({ error: error.message, name: error.name })
}
