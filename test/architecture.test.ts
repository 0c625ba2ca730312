import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type Source = { readonly path: string; readonly text: string }

/** Which rooms each room may look into, besides itself; or which one file of a room. A file of src/ itself is a room of its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'all'>> = {
  core: [],
  queue: [],
  playground: [],
  'config.ts': ['config-delivery.ts'],
  'config-delivery.ts': [],
  embedding: ['core'],
  writing: ['core'],
  slack: ['core', 'queue'],
  crm: ['core'],
  delivery: ['core', 'config-delivery.ts'],
  csv: ['core'],
  db: ['core', 'queue'],
  'clock.ts': ['core'],
  'log.ts': ['slack/deps.ts'],
  'metrics.ts': ['db', 'house.ts'],
  'jobs.ts': ['core', 'queue', 'slack'],
  'house.ts': [
    'core',
    'config.ts',
    'crm',
    'db',
    'delivery',
    'embedding',
    'writing',
    'log.ts',
    'slack/deps.ts',
  ],
  'faults.ts': ['config.ts', 'db', 'log.ts'],
  operator: [
    'core',
    'csv',
    'db',
    'house.ts',
    'log.ts',
    'faults.ts',
    'slack/digest/figures.ts',
    'slack/gaps/words.ts',
    'slack/digest/changes.ts',
  ],
  'routes.ts': ['house.ts', 'slack'],
  'serve.ts': 'all',
  story: 'all',
  'main.ts': 'all',
  'cli.ts': 'all',
}

describe('the rooms of the house', () => {
  it('look only where they may', () => {
    expect(wrongArrows(sources('src'))).toEqual([])
  })

  it('are all on the list', () => {
    const rooms = new Set(sources('src').map(({ path }) => roomOf(path)))
    expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([])
  })

  it('control: a wrong arrow is found, whichever way it is written', () => {
    const planted = [
      { path: 'src/core/themes/wrong.ts', text: "import { pool } from '../../db/database.js'" },
      { path: 'src/queue/wrong.ts', text: "export * from '../core/ports.js'" },
      { path: 'src/playground/wrong.ts', text: "const later = await import('../slack/app.js')" },
      { path: 'src/writing/wrong.ts', text: "import type { House } from '../house.js'" },
      { path: 'src/crm/wrong.ts', text: "import { readConfig } from '../config.js'" },
    ]
    expect(wrongArrows(planted)).toEqual([
      'src/core/themes/wrong.ts → src/db/database.js',
      'src/queue/wrong.ts → src/core/ports.js',
      'src/playground/wrong.ts → src/slack/app.js',
      'src/writing/wrong.ts → src/house.js',
      'src/crm/wrong.ts → src/config.js',
    ])
  })
})

describe('core', () => {
  const core = sources('src/core')

  it('imports no package', () => {
    expect(packagesOf(core)).toEqual([])
    expect(
      packagesOf([{ path: 'src/core/wrong.ts', text: "import { z } from 'zod'\nimport 'node:fs'" }]),
    ).toEqual(['src/core/wrong.ts: zod', 'src/core/wrong.ts: node:fs'])
  })

  it('reads no clock and no chance, and reaches nothing outside', () => {
    expect(impurities(core)).toEqual([])
  })

  it('control: every reading of a clock or of chance is found', () => {
    const text = `
      const a = Date.now(), b = new Date(), c = Math.random(), d = performance.now()
      setTimeout(f, 1); fetch('x'); process.exit(); crypto.randomUUID(); globalThis.Date.now(); Date()
      const fine = new Date(0), alsoFine = value.process, type = { crypto: 1, fetch: 2 }`
    expect(impurities([{ path: 'src/core/wrong.ts', text }]).map((each) => each.split(': ')[1])).toEqual([
      'Date.now',
      'new Date()',
      'Math.random',
      'performance',
      'setTimeout',
      'fetch',
      'process',
      'crypto',
      'Date.now',
      'Date()',
    ])
  })
})

describe('the environment', () => {
  const readers = (all: readonly Source[]): readonly string[] =>
    all.filter(({ text }) => /\bprocess\s*(\.\s*env\b|\[\s*['"]env)/.test(text)).map(({ path }) => path)

  it('is read by main.ts and cli.ts alone', () => {
    expect(readers(sources('src')).filter((path) => path !== 'src/main.ts' && path !== 'src/cli.ts')).toEqual(
      [],
    )
    expect(readers([{ path: 'x', text: "process.env['A']" }])).toEqual(['x'])
  })
})

describe('the repository', () => {
  it('needs nothing outside of itself', () => {
    const all = [...sources('src'), ...sources('test')]
    const outside = all.flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter(
          (name) =>
            name.startsWith('/') ||
            name.startsWith('file:') ||
            (name.startsWith('.') && targetOf(path, name).startsWith('..')),
        )
        .map((name) => `${path}: ${name}`),
    )
    expect(outside).toEqual([])
  })

  it('names each of its packages in package.json', () => {
    const named: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const text = JSON.stringify(named)
    const unnamed = packagesOf([...sources('src'), ...sources('test')])
      .map((each) => each.split(': ')[1] ?? '')
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => !text.includes(`"${name}"`))
    expect([...new Set(unnamed)]).toEqual([])
  })
})

function sources(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('src/db/generated/'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** `core`, `slack` …, or the name of a file that stands in src/ itself. */
function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.js$/, '.ts')
}

function wrongArrows(all: readonly Source[]): readonly string[] {
  return all.flatMap(({ path, text }) =>
    importsOf(path, text)
      .filter((name) => name.startsWith('.'))
      .map((name) => targetOf(path, name))
      .filter((target) => target.startsWith('src/') && !isAllowed(roomOf(path), target))
      .map((target) => `${path} → ${target}`),
  )
}

function isAllowed(from: string, target: string): boolean {
  const allowed = MAY_IMPORT[from] ?? []
  const file = target.replace(/^src\//, '').replace(/\.js$/, '.ts')
  return (
    from === roomOf(target) || allowed === 'all' || allowed.includes(roomOf(target)) || allowed.includes(file)
  )
}

function targetOf(path: string, name: string): string {
  return posix.normalize(posix.join(posix.dirname(path), name))
}

function packagesOf(all: readonly Source[]): readonly string[] {
  return all.flatMap(({ path, text }) =>
    importsOf(path, text)
      .filter((name) => !name.startsWith('.'))
      .map((name) => `${path}: ${name}`),
  )
}

/** What a file imports or exports from: statically, for a type, or by import(). */
function importsOf(path: string, text: string): readonly string[] {
  const found: string[] = []
  walk(path, text, (node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      found.push(node.moduleSpecifier.text)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments
      if (name && ts.isStringLiteral(name)) found.push(name.text)
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    )
      found.push(node.argument.literal.text)
  })
  return found
}

const OUTSIDE = new Set([
  'performance',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'crypto',
  'console',
])

/** Where code reads a clock or chance, or reaches out of the process. */
function impurities(all: readonly Source[]): readonly string[] {
  return all.flatMap(({ path, text }) => {
    const found: string[] = []
    walk(path, text, (node) => {
      const what = impurityOf(node)
      if (what !== null) found.push(`${path}: ${what}`)
    })
    return found
  })
}

function impurityOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0)
    return 'new Date()'
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date')
    return 'Date()'
  if (ts.isPropertyAccessExpression(node)) {
    if (node.name.text === 'now' && isNamed(node.expression, 'Date')) return 'Date.now'
    if (node.name.text === 'random' && isNamed(node.expression, 'Math')) return 'Math.random'
  }
  return ts.isIdentifier(node) && OUTSIDE.has(node.text) && isRead(node) ? node.text : null
}

/** `Date`, or `globalThis.Date`. */
function isNamed(node: ts.Expression, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === name &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'globalThis'
  )
}

/** A value of that name, not a field of something else. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent))
    return (
      parent.expression === node ||
      (ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis')
    )
  return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent) && !ts.isImportSpecifier(parent)
}

function walk(path: string, text: string, visit: (node: ts.Node) => void): void {
  const file = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const each = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, each)
  }
  each(file)
}
