/** The page's side of the protocol. The server comes from the same build, so an answer is checked for its kind only. */
import type { Act, Done, JsonObject, Snapshot, Suggest } from '../protocol.js'

/** Without a person, the server chooses one. */
export async function fetchSnapshot(as: string | null): Promise<Snapshot> {
  const answer: unknown = await ask(`/playground/state${as === null ? '' : `?as=${encodeURIComponent(as)}`}`)
  if (!isSnapshot(answer)) throw new Error('The playground sent no state.')
  return answer
}

export async function send(act: Act): Promise<Done> {
  try {
    const answer: unknown = await ask('/playground/act', act)
    return isDone(answer)
      ? answer
      : { ok: false, error: 'The playground sent an answer that makes no sense.' }
  } catch {
    return { ok: false, error: 'The playground did not answer. Is its server still running?' }
  }
}

export async function suggest(question: Suggest): Promise<readonly JsonObject[]> {
  const answer: unknown = await ask('/playground/suggest', question)
  return hasOptions(answer) ? answer.options : []
}

/** Calls back whenever the state of a person changed. Returns how to stop. */
export function listen(as: string, changed: () => void): () => void {
  const stream = new EventSource(`/playground/stream?as=${encodeURIComponent(as)}`)
  stream.addEventListener('changed', changed)
  stream.addEventListener('error', changed)
  return () => stream.close()
}

async function ask(path: string, body?: Act | Suggest): Promise<unknown> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`)
  const answer: unknown = await response.json()
  return answer
}

function isSnapshot(answer: unknown): answer is Snapshot {
  return typeof answer === 'object' && answer !== null && 'me' in answer && 'messages' in answer
}

function isDone(answer: unknown): answer is Done {
  return typeof answer === 'object' && answer !== null && 'ok' in answer
}

function hasOptions(answer: unknown): answer is { readonly options: readonly JsonObject[] } {
  return typeof answer === 'object' && answer !== null && 'options' in answer && Array.isArray(answer.options)
}
