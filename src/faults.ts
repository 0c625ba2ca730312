import { type Config, EXIT_CONFIG } from './config.js'
import { FolderTaken } from './db/folder-lock.js'
import { SchemaFault } from './db/migrate.js'
import { describeFault } from './log.js'

/** A fault of the start, in a sentence for whoever started it. */
export function startFault(
  error: unknown,
  config: Config,
): { readonly message: string; readonly code: number } {
  if (error instanceof FolderTaken || error instanceof SchemaFault)
    return { message: error.message, code: EXIT_CONFIG }
  const code = codeOf(error) ?? ''
  switch (code) {
    case 'EADDRINUSE':
      return {
        message: `Port ${config.port} is in use by another program. Stop it, or set PORT to a free one.`,
        code: EXIT_CONFIG,
      }
    case 'EACCES':
      return { message: `No permission for port ${config.port} or for the data folder.`, code: EXIT_CONFIG }
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return {
        message: "DATABASE_URL's server can't be reached. Is it running, and is the address right?",
        code: 69,
      }
    case '28P01':
    case '28000':
      return { message: "DATABASE_URL's server refuses this user or password.", code: EXIT_CONFIG }
    case '3D000':
      return {
        message: 'DATABASE_URL names a database that does not exist. Create it first.',
        code: EXIT_CONFIG,
      }
    default:
      return { message: `Earshot could not start: ${JSON.stringify(describeFault(error))}`, code: 70 }
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
