/** One POST on a connection of its own. fetch would reuse connections that an app killed by a test has left dead. */
import { request } from 'node:http'

type PostReply =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'unreachable' }

export type Post = {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

export function postTo(url: string, post: Post): Promise<PostReply> {
  return new Promise((resolve) => {
    const headers = { ...post.headers, 'content-length': Buffer.byteLength(post.body) }
    const req = request(url, { method: 'POST', agent: false, headers }, (res) => {
      let body = ''
      res.setEncoding('utf8')
      res.on('data', (chunk: string) => (body += chunk))
      res.on('error', () => finish({ kind: 'unreachable' }))
      res.on('end', () => finish({ kind: 'answered', status: res.statusCode ?? 0, body }))
    })
    const timer = setTimeout(() => finish({ kind: 'timed out' }), post.timeoutMs)
    const finish = (reply: PostReply): void => {
      clearTimeout(timer)
      resolve(reply)
      req.destroy()
    }
    req.on('error', () => finish({ kind: 'unreachable' }))
    req.end(post.body)
  })
}
