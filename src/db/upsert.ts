import type { Imported } from '../core/ports.js'

/** Rows a statement; more, and one statement holds the embedded database's event loop for too long. */
const CHUNK = 1000

/** Runs `write` over the rows in chunks, as JSON; each returns for the rows that it wrote whether they were new. */
export async function upsertAll(
  rows: readonly unknown[],
  write: (json: string) => Promise<readonly { readonly added: boolean }[]>,
): Promise<Imported> {
  let added = 0
  for (let start = 0; start < rows.length; start += CHUNK) {
    const outcome = await write(JSON.stringify(rows.slice(start, start + CHUNK)))
    added += outcome.filter((row) => row.added).length
  }
  return { added, known: rows.length - added }
}
