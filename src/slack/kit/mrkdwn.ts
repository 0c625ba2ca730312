/**
 * The one place where text that people or models wrote becomes Slack's mrkdwn: nothing in it can ping, link or format.
 * Slack reads `<…>` as a mention or a link and decodes `&lt;` once, so that these three are all that need escaping;
 * the zero-width space keeps markers at a word's edge from formatting it.
 */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (marker) => `\u200b${marker}\u200b`)
}

export function mention(person: string): string {
  return `<@${person}>`
}

/** A message's text as its reader sees it: links by their label, entities decoded once. */
export function plainOf(text: string): string {
  return text
    .replace(/<([^<>|]*)\|([^<>]*)>/g, '$2')
    .replace(/<([^<>]*)>/g, '$1')
    .replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** Longer ones are cut by a section's own limit, and lead nowhere. */
const LINK_LIMIT = 1800

/** Empty where the address is not https, or too long: whatever stands in it, it ends where the link ends. */
export function link(address: string, label: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:') return ''
  const href = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')
  return href.length > LINK_LIMIT ? '' : `<${href}|${label}>`
}

/** A moment that each reader sees in their own time zone. */
export function when(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${at.toISOString().slice(0, 16)}Z>`
}

/** The day of a moment, as each reader has it. */
export function day(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short}|${at.toISOString().slice(0, 10)}>`
}

/** Cuts at a word's end, by whole characters, so that what remains is at most `max` UTF-16 units, the ellipsis included. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const { segment } of SEGMENTS.segment(text)) {
    if (kept.length + segment.length > max - 1) break
    kept += segment
  }
  const word = kept.lastIndexOf(' ')
  return `${(word > max * 0.6 ? kept.slice(0, word) : kept).trimEnd()}…`
}

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
