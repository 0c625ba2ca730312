import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderTaken, lockFolder, whoHolds } from '../../src/db/folder-lock.js'
import { migratedFolder } from '../support/database.js'
import { type AppProcess, freePort, startProcess } from '../support/process.js'

let folder: string
let remove: () => void
let started: AppProcess[]
beforeEach(() => {
  ;({ folder, remove } = migratedFolder())
  started = []
})
afterEach(async () => {
  for (const each of started) each.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  remove()
})

async function start(): Promise<AppProcess> {
  const each = startProcess({
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    PORT: String(await freePort()),
    EARSHOT_DATA_DIR: folder,
  })
  started.push(each)
  return each
}

describe('a folder is one process’s', () => {
  it('a second is refused, by the pid of the first; after kill -9 a third takes it over', async () => {
    const first = await start()
    await first.says('earshot listens')
    const second = await start()
    expect(await second.ended).toMatchObject({ code: 78 })
    expect(second.output()).toContain(`is in use by process ${first.pid}`)

    first.kill('SIGKILL')
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })
    const third = await start()
    await third.says('earshot listens')
    expect((await whoHolds(folder))?.pid).toBe(third.pid)
    third.kill('SIGTERM')
    expect(await third.ended).toMatchObject({ code: 0 })
    expect(await whoHolds(folder)).toBeNull()
  })

  it('of several at once one has it', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder)))
    const held = attempts.filter((attempt) => attempt.status === 'fulfilled')
    expect(held).toHaveLength(1)
    for (const attempt of attempts)
      if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(FolderTaken)
    await held[0]?.value.release()
    await (await lockFolder(folder)).release()
  })

  it('one that is too busy to answer keeps it', async () => {
    const first = await start()
    await first.says('earshot listens')
    first.kill('SIGSTOP')
    await expect(lockFolder(folder)).rejects.toThrow('is in use by another process')
    first.kill('SIGCONT')
    expect((await whoHolds(folder))?.pid).toBe(first.pid)
  }, 20_000)

  it('a path too long for a socket is locked all the same', async () => {
    const deep = join(folder, 'd'.repeat(100), 'e'.repeat(60))
    const lock = await lockFolder(deep)
    await expect(lockFolder(deep)).rejects.toThrow(FolderTaken)
    await lock.release()
    await (await lockFolder(deep)).release()
  })
})
