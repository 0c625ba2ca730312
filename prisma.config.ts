import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// `prisma generate` only asks that the engine's file exists. Where it could not be downloaded, any file will do;
// the commands that do need an engine (migrate, diff) then need PRISMA_SCHEMA_ENGINE_BINARY set to a real one.
if (process.argv.includes('generate') && !existsSync(process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ?? '')) {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] = fileURLToPath(import.meta.url)
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres' },
})
