// A command that uses the stack: it prints progress and lease as lines of JSON, and holds the lease until its input ends.
// Arguments: "postgres" or "all", and the folder of the compiled package.
const [need, dist] = process.argv.slice(2)
const print = (message) => console.log(JSON.stringify(message))
try {
  const { readSettings } = await import(`${dist}/settings.js`)
  const { acquireStack } = await import(`${dist}/stack/client.js`)
  const lease = await acquireStack(readSettings(), { need, onProgress: (progress) => print({ progress }) })
  print({ info: lease.info })
  process.stdin.on('end', () => lease.release()).resume()
} catch (error) {
  print({ error: error.message, name: error.name })
}
