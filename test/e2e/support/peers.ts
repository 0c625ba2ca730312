import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where the peers are installed: `npm install --prefix DIR local-slack-linux-x64@0.1.8 emulate@0.12.2`. */
export function peer(file: string): string {
  const path = join(process.env['EARSHOT_PEERS'] ?? '', 'node_modules', file)
  if (!existsSync(path))
    throw new Error(
      `No ${path}. npm install --prefix DIR local-slack-linux-x64@0.1.8 emulate@0.12.2, and set EARSHOT_PEERS=DIR.`,
    )
  return path
}

/** Throws where this machine has a network: what listens on every interface is then in reach of others. */
export function refuseNetwork(): void {
  const outside = Object.entries(networkInterfaces()).filter(([, addresses]) =>
    addresses?.some(({ internal }) => !internal),
  )
  if (outside.length > 0)
    throw new Error(
      `This peer listens on every interface, and there is ${outside.map(([name]) => name).join(', ')}. Run it in a network of its own: unshare -rn sh -c 'ip link set lo up && …'`,
    )
}

/** Starts a peer, and waits until it answers. */
export async function startPeer(command: string, args: readonly string[], url: string): Promise<() => void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) return () => void child.kill('SIGKILL')
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`${command} does not answer at ${url}`)
}

/** Until the app says that requests may come. */
export async function isReady(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await sleep(100)
  }
  throw new Error(`${url}/readyz is not ready after a minute`)
}
