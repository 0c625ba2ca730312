/** A small language for what Slack accepts. A check finds what is wrong with a value, in Slack's words and with its pointer. */
import type { Json, JsonObject } from './protocol.js'
import { isList, isObject, textIn } from './json.js'

export type Problem = { readonly message: string; readonly pointer: string }
export type Check = (value: Json, pointer: string) => readonly Problem[]
export type Bounds = { readonly min?: number; readonly max?: number }

/** Slack's wording: "must be less than 3001 characters [json-pointer:/blocks/0/text/text]". */
export function worded(problem: Problem): string {
  return `${problem.message} [json-pointer:${problem.pointer}]`
}

export function found(message: string, pointer: string): readonly Problem[] {
  return [{ message, pointer }]
}

export function str(bounds: Bounds = {}): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return found('must be a string', pointer)
    const length = Array.from(value).length
    const { min = 0, max = Infinity } = bounds
    if (length < min) return found(`must be more than ${min - 1} characters`, pointer)
    return length > max ? found(`must be less than ${max + 1} characters`, pointer) : []
  }
}

export function num(bounds: Bounds = {}): Check {
  return (value, pointer) => {
    if (typeof value !== 'number') return found('must be a number', pointer)
    const { min = -Infinity, max = Infinity } = bounds
    if (value < min) return found(`must be at least ${min}`, pointer)
    return value > max ? found(`must be at most ${max}`, pointer) : []
  }
}

export const bool: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : found('must be a boolean', pointer)

export const anything: Check = () => []

export function word(...words: readonly string[]): Check {
  return (value, pointer) =>
    typeof value === 'string' && words.includes(value)
      ? []
      : found(`must be one of the allowed values: ${words.join(', ')}`, pointer)
}

export function list(item: Check, bounds: Bounds = {}): Check {
  return (value, pointer) => {
    if (!isList(value)) return found('must be an array', pointer)
    const { min = 0, max = Infinity } = bounds
    if (value.length < min) return found(`no less than ${min} items allowed`, pointer)
    if (value.length > max) return found(`no more than ${max} items allowed`, pointer)
    return value.flatMap((one, index) => item(one, `${pointer}/${index}`))
  }
}

export type Fields = Readonly<Record<string, Check>>

/** An object with these fields and no others. */
export function object(required: Fields, optional: Fields = {}): Check {
  return (value, pointer) => {
    if (!isObject(value)) return found('must be an object', pointer)
    const missing = Object.keys(required).filter((key) => !(key in value))
    const problems = missing.flatMap((key) => found(`missing required field: ${key}`, pointer))
    for (const [key, inner] of Object.entries(value)) {
      const check = required[key] ?? optional[key]
      problems.push(
        ...(check === undefined
          ? found(`invalid additional property: ${key}`, pointer)
          : check(inner, `${pointer}/${key}`)),
      )
    }
    return problems
  }
}

/** One of several objects, told apart by their `type`. */
export function typed(shapes: Fields): Check {
  return (value, pointer) => {
    if (!isObject(value)) return found('must be an object', pointer)
    const shape = shapes[textIn(value, 'type')]
    return shape === undefined
      ? found(`unsupported type: ${textIn(value, 'type')}`, `${pointer}/type`)
      : shape(value, pointer)
  }
}

export function both(...checks: readonly Check[]): Check {
  return (value, pointer) => checks.flatMap((check) => check(value, pointer))
}

/** At least one of the fields, or exactly one. */
export function oneOf(keys: readonly string[], many: 'exactly' | 'at least'): Check {
  return (value, pointer) => {
    const present = isObject(value) ? keys.filter((key) => key in value).length : 0
    if (present === 0) return found(`missing required field: ${keys.join(' or ')}`, pointer)
    return present > 1 && many === 'exactly'
      ? found(`only one of ${keys.join(', ')} is allowed`, pointer)
      : []
  }
}

/** A rule that the fields of an object keep among themselves. */
export function rule(broken: (object: JsonObject) => string | null): Check {
  return (value, pointer) => {
    const message = isObject(value) ? broken(value) : null
    return message === null ? [] : found(message, pointer)
  }
}
