import { once } from 'node:events'
import { createServer } from 'node:http'
import { z } from 'zod'
import type { Judge } from '../src/core/ports.js'
import { createOpenAiJudge } from '../src/writing/judge.js'
import type { Labelled } from './labelled.js'
import { randomFrom } from './random.js'

export type ServedJudge = { readonly judge: Judge; close(): Promise<void> }

const asked = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })).length(2) })
const question = z.object({
  note: z.string(),
  kind: z.string(),
  themes: z.array(z.object({ number: z.number(), title: z.string() })),
})

/**
 * An OpenAI-compatible server that knows the labels and is right as often as `accuracy` says; else it names one of the
 * others that it was offered. The program talks to it with its own client.
 */
export async function serveJudge(
  items: readonly Labelled[],
  accuracy: number,
  seed = 1,
): Promise<ServedJudge> {
  const random = randomFrom(seed)
  const known = items.map(({ label, ...item }) => ({ ...item, label: label.replace(/[_-]+/g, ' ') }))
  const labels = new Map(known.map(({ text, kind, label }) => [`${kind} ${text}`, label]))
  // A theme that a person began is titled by its note's own words.
  const meaningOf = (title: string): string => {
    const words = title.toLowerCase().replace(/…$/, '')
    const isIt = ({ label, text }: Labelled): boolean =>
      label.toLowerCase() === words || text.toLowerCase().includes(words)
    return known.find(isIt)?.label ?? title
  }
  const answer = (content: string): string => {
    const { note, kind, themes } = question.parse(JSON.parse(content))
    const label = labels.get(`${kind} ${note}`) ?? 'unknown'
    const right = themes.find(({ title }) => meaningOf(title) === label)
    const others = themes.filter((theme) => theme !== right)
    const wrong = random() < accuracy ? undefined : others[Math.floor(random() * others.length)]
    const theme = wrong ?? right
    return JSON.stringify({ label, theme: theme === undefined ? 'NEW' : `${theme.number}` })
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const content = answer(asked.parse(JSON.parse(body)).messages[1]?.content ?? '')
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const onRefusal = (why: string): never => {
    throw new Error(`the judge was refused: ${why}`)
  }
  const settings = { apiKey: 'none', baseUrl: `http://127.0.0.1:${port}/v1`, model: 'simulated', onRefusal }
  return {
    judge: createOpenAiJudge(settings),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
