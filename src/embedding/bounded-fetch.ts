import { EmbeddingFault } from './fault.js'

// A fetch that follows no redirect, and gives up on a reply that is too slow or too long: the package's own
// time-out ends with the headers.
export function boundedFetch(limits: { readonly timeoutMs: number; readonly maxReplyBytes: number }) {
  return async (url: string | URL | Request, request?: RequestInit): Promise<Response> => {
    const deadline = AbortSignal.timeout(limits.timeoutMs)
    const signal = request?.signal ? AbortSignal.any([request.signal, deadline]) : deadline
    const response = await fetch(url, { ...request, redirect: 'manual', signal })
    const body = await readAll(response, limits.maxReplyBytes)
    const { status, statusText, headers } = response
    return new Response(body.length === 0 ? null : body, { status, statusText, headers })
  }
}

async function readAll(response: Response, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes)
      throw new EmbeddingFault('permanent', `The embedding server sent more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
