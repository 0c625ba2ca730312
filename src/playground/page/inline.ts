/** Text within a line, in either of Slack's two dialects, as pieces to draw. */
import { isOutside } from './out.js'

export type Inline =
  | { readonly kind: 'text' | 'code' | 'emoji' | 'broadcast'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly of: readonly Inline[] }
  | { readonly kind: 'user' | 'channel'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'date'
      readonly at: number
      readonly format: string
      readonly url: string
      readonly fallback: string
    }

/** `pattern` is sticky. A rule that reads null lets the characters stand. */
export type Rule = {
  readonly pattern: RegExp
  readonly read: (groups: readonly string[]) => Inline | null
}

export function scan(source: string, rules: readonly Rule[]): readonly Inline[] {
  const pieces: Inline[] = []
  let plain = ''
  let at = 0
  while (at < source.length) {
    const found = match(source, at, rules)
    if (found === null) {
      plain += source.charAt(at)
      at += 1
      continue
    }
    if (plain !== '') pieces.push({ kind: 'text', text: unescape(plain) })
    plain = ''
    pieces.push(found.piece)
    at += found.length
  }
  if (plain !== '') pieces.push({ kind: 'text', text: unescape(plain) })
  return pieces
}

export function unescape(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** `<@U1>`, `<#C1|name>`, `<!here>`, `<!date^…>`, `<https://…|label>`; anything else in angle brackets is text. */
export const entity: Rule = {
  pattern: /<([^<>\n]+)>/y,
  read: ([inside = '']) => {
    const [target = '', label = ''] = splitOnce(inside, '|')
    if (/^@[UW]/.test(target)) return { kind: 'user', id: target.slice(1), label: unescape(label) }
    if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label: unescape(label) }
    if (target.startsWith('!date^')) return readDate(target, unescape(label))
    if (target.startsWith('!')) return { kind: 'broadcast', text: label || `@${target.slice(1)}` }
    if (!isOutside(target)) return null
    const url = unescape(target)
    return { kind: 'link', url, of: [{ kind: 'text', text: label === '' ? url : unescape(label) }] }
  },
}

export const shortcode: Rule = {
  pattern: /:([a-z0-9_+-]+):(?::skin-tone-\d:)?/y,
  read: ([name = '']) => ({ kind: 'emoji', text: name }),
}

export const codeSpan: Rule = {
  pattern: /`([^`\n]+)`/y,
  read: ([code = '']) => ({ kind: 'code', text: unescape(code) }),
}

function match(source: string, at: number, rules: readonly Rule[]) {
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found === null) continue
    const piece = read(found.slice(1))
    if (piece !== null) return { piece, length: found[0].length }
  }
  return null
}

function readDate(target: string, fallback: string): Inline {
  const [, at = '0', format = '', url = ''] = target.split('^')
  return { kind: 'date', at: Number(at), format, url, fallback }
}

function splitOnce(whole: string, at: string): readonly string[] {
  const index = whole.indexOf(at)
  return index < 0 ? [whole] : [whole.slice(0, index), whole.slice(index + at.length)]
}
