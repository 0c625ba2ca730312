import { NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../../src/clock.js'
import { readConfig } from '../../src/config.js'
import { lockFolder } from '../../src/db/folder-lock.js'
import { type House, openHouse } from '../../src/house.js'
import { serveOperator } from '../../src/operator/socket.js'
import { migratedFolder } from '../support/database.js'
import { recordedLog } from '../support/log.js'
import type { Ran } from './desk.js'

const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

let data: string
let desk: string
let remove: () => void
beforeEach(() => {
  ;({ folder: data, remove } = migratedFolder())
  desk = mkdtempSync(join(tmpdir(), 'earshot-desk-'))
})
afterEach(() => {
  remove()
  rmSync(desk, { recursive: true, force: true })
})

/** The operator's program in a process of its own, in the operator's folder. */
function earshot(argv: readonly string[], readUntil?: RegExp): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd: desk,
    env: { PATH: process.env['PATH'], EARSHOT_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.out += chunk
    if (readUntil?.test(said.out)) child.stdout.destroy()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said.err += chunk))
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? -1, ...said })))
}

async function appHolding(): Promise<House> {
  const config = readConfig({ EARSHOT_DATA_DIR: data })
  const house = await openHouse(config, createClock(), recordedLog())
  serveOperator(house)
  return house
}

describe('while the app holds the folder', () => {
  let house: House
  beforeEach(async () => {
    house = await appHolding()
  })
  afterEach(() => house.database.close())

  it('it runs the command, with files and exit codes of the one who asked', async () => {
    writeFileSync(join(desk, 'a.csv'), 'external_id,name\nA1,Acme\n')
    expect(await earshot(['import', 'accounts', 'a.csv'])).toEqual({
      code: 0,
      out: '1 accounts: 1 new, 0 known, 0 bad.\n',
      err: '',
    })
    const [account] = await house.store.within('TLOCAL', (tx) => tx.accounts.startingWith('a', 1))
    expect(account?.name).toBe('Acme')
    expect(await earshot(['import', 'accounts', 'b.csv'])).toMatchObject({
      code: 66,
      err: 'b.csv is not there.\n',
    })
  })

  it('a reader that leaves early is no fault', async () => {
    await house.store.admit({
      ...house.config.first,
      id: 'T1',
      name: 'One',
      botUser: null,
      active: true,
      createdAt: new Date(),
    })
    await house.store.within('T1', (tx) =>
      tx.feedback.addAll(
        Array.from({ length: 5000 }, (_, index) => ({
          id: house.clock.newId(),
          kind: 'request',
          text: `${'x'.repeat(200)} ${index}`,
          reporter: 'U1',
          source: 'import',
          deliveryKey: `k${index}`,
          ...NOTHING_KNOWN,
          heardAt: new Date(),
          themeId: null,
          placement: 'suggested',
        })),
      ),
    )
    const { code, err } = await earshot(['export', 'feedback'], /\n/)
    expect({ code, err }).toEqual({ code: 0, err: '5000 feedback exported.\n' })
    const whole = await earshot(['export', 'feedback'])
    expect(whole.out.split('\n')).toHaveLength(5002)
  })
})

it('without an app the command opens the folder itself, and leaves it free', async () => {
  data = join(desk, 'new')
  const dry = await earshot(['migrate', '--dry-run'])
  expect(dry.out).toMatch(/^(\d+) of \1 migrations to apply:\n/)
  const doctor = await earshot(['doctor'])
  expect(doctor.code).toBe(1)
  expect(doctor.out).toMatch(/^fail {2}Migrations/m)
  expect((await earshot(['migrate'])).out).toMatch(/^(\d+) of \1 migrations applied:\n( {2}\d+_\w+\n)+$/)
  expect((await earshot(['migrate'])).out).toMatch(/^Up to date: \d+ migrations.\n$/)
})

describe('a holder that does not run commands', () => {
  it('is named', async () => {
    const lock = await lockFolder(data)
    const { code, err } = await earshot(['export', 'themes'])
    expect(code).toBe(69)
    expect(err).toContain(`Process ${process.pid} has the data folder and takes no commands`)
    await lock.release()
  })

  it('is waited for no longer than it should answer', async () => {
    const mute: Server = createServer((socket) => socket.on('error', () => socket.destroy()))
    await new Promise<void>((done) => mute.listen(join(data, 'lock.sock'), done))
    const { code, err } = await earshot(['export', 'themes'])
    expect(code).toBe(78)
    expect(err).toContain('is in use by another process')
    mute.close()
  })

  it('may break off in the middle', async () => {
    const broken: Server = createServer((socket) => {
      socket.write(`1 nonce\n`)
      socket.once('data', () => {
        socket.write('{"out":"half"}\n')
        socket.destroySoon()
      })
    })
    await new Promise<void>((done) => broken.listen(join(data, 'lock.sock'), done))
    const { code, out, err } = await earshot(['export', 'themes'])
    expect({ code, out }).toEqual({ code: 69, out: 'half' })
    expect(err).toContain('ended before it was done')
    broken.close()
  })
})
