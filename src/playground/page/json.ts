/** Reads fields of Slack's JSON, where any field may be missing. */
import type { Json, JsonObject } from '../protocol.js'

export function text(from: JsonObject, key: string): string {
  const value = from[key]
  return typeof value === 'string' ? value : ''
}

export function number(from: JsonObject, key: string): number | null {
  const value = from[key]
  return typeof value === 'number' ? value : null
}

export function flag(from: JsonObject, key: string): boolean {
  return from[key] === true
}

export function object(from: JsonObject, key: string): JsonObject | null {
  const value = from[key]
  return isObject(value) ? value : null
}

export function list(from: JsonObject, key: string): readonly Json[] {
  const value = from[key]
  return isList(value) ? value : []
}

export function objects(from: JsonObject, key: string): readonly JsonObject[] {
  return list(from, key).filter(isObject)
}

export function strings(from: JsonObject, key: string): readonly string[] {
  return list(from, key).filter((item) => typeof item === 'string')
}

/** The words of a text object, or of a plain string in its place. */
export function words(from: JsonObject, key: string): string {
  const value = from[key]
  if (typeof value === 'string') return value
  return isObject(value) ? text(value, 'text') : ''
}

/** The object without some of its keys. */
export function without(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)))
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
