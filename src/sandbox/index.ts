export { startSandbox, type Sandbox, type SandboxOptions } from './api/server.js'
