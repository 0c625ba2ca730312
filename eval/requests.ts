import { readFileSync } from 'node:fs'
import type { OfferingRow } from '../src/core/catalogue/import.js'
import type { Verdict } from '../src/core/catalogue/verdict.js'
import { OFFERINGS } from '../src/operator/import.js'
import { readRows } from '../src/operator/read-rows.js'
import { offeringRow } from '../src/operator/rows.js'

/** A request with the verdict that is right. */
export type JudgedRequest = {
  readonly text: string
  readonly verdict: Verdict
  /** The offering's external id; null: not offered. */
  readonly offering: string | null
  readonly tier: string | null
}

/** As the operator's import reads it; or a sentence on the first bad row. */
export async function readOfferings(file: string): Promise<readonly OfferingRow[] | string> {
  const content = contentOf(file)
  if (content === null) return `${file} can't be read.`
  const said = { err: '' }
  const read = await readRows(content, offeringRow, OFFERINGS, {
    cwd: '.',
    out: () => undefined,
    err: (text) => (said.err += text),
    progress: () => undefined,
    drained: async () => undefined,
  })
  const [fault] = read.faults
  if (fault) return `${file}, line ${fault.line}: ${fault.why}`
  return read.rows.length === 0 ? `${file} is empty.` : read.rows.map(({ row }) => row)
}

const VERDICTS: readonly Verdict[] = ['we_sell_this', 'higher_tier', 'workaround', 'planned', 'not_offered']

/** `text TAB verdict TAB offering id or - TAB the customer's tier`, without a header; or a sentence on the first bad row. */
export function readRequests(file: string): readonly JudgedRequest[] | string {
  const content = contentOf(file)
  if (content === null) return `${file} can't be read.`
  const requests: JudgedRequest[] = []
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [text = '', said = '', offering = '', tier = ''] = line.split('\t').map((cell) => cell.trim())
    const verdict = VERDICTS.find((each) => each === said)
    if (text === '' || verdict === undefined || offering === '')
      return `${file}, line ${index + 1}: it takes a text, a verdict, an offering's id or -, and a tier.`
    requests.push({
      text,
      verdict,
      offering: offering === '-' ? null : offering,
      tier: ['', '-'].includes(tier) ? null : tier,
    })
  }
  return requests.length === 0 ? `${file} is empty.` : requests
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch {
    return null
  }
}
