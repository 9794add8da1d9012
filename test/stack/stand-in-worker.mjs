// Stand-in for dist/worker.js: it prints its environment to stderr and that it is ready to stdout, and ends on SIGTERM.
const { DATABASE_URL, TEMPORAL_ADDRESS, NBA_STATS_URL } = process.env
console.error(JSON.stringify({ pid: process.pid, DATABASE_URL, TEMPORAL_ADDRESS, NBA_STATS_URL }))
console.log(JSON.stringify({ worker: 'ready' }))
process.on('SIGTERM', () => process.exit(0))
setInterval(() => undefined, 60_000)
