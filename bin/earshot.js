#!/usr/bin/env node
import { existsSync } from 'node:fs'

if (!existsSync(new URL('../dist/cli.js', import.meta.url))) await import('../scripts/build.js')
await import('../dist/cli.js')
