import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The addresses on which a process listens for TCP ("127.0.0.1:5432"; IPv6 ones in the kernel's hexadecimal). */
export function listenersOf(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1]),
  )
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9]))
      .map((fields) => readable(fields[1] ?? '')),
  )
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return '' // closed meanwhile
  }
}

/** The kernel writes an IPv4 address as one little-endian number. */
function readable(address: string): string {
  const [host = '', port = ''] = address.split(':')
  if (host.length !== 8) return address
  const bytes = [6, 4, 2, 0].map((at) => Number.parseInt(host.slice(at, at + 2), 16))
  return `${bytes.join('.')}:${Number.parseInt(port, 16)}`
}
