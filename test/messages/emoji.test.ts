import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { emoji } from '../../src/playground/page/emoji.js'

it('every emoji that a message writes is drawn by the playground', () => {
  const slack = fileURLToPath(new URL('../../src/slack', import.meta.url))
  const written = readdirSync(slack, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readFileSync(`${slack}/${path}`, 'utf8').matchAll(/:([a-z_]+):(?=[ `])/g)])
    .flatMap(([, name]) => name ?? [])
  expect(written.length).toBeGreaterThan(10)
  expect(written.filter((name) => emoji(name) === `:${name}:`)).toEqual([])
})
