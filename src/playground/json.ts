/** JSON as it comes over the wire, and ways to look into it that cannot fail. */
import { z } from 'zod'
import type { Json, JsonObject } from './protocol.js'

const json: z.ZodType<Json> = z.json()

/** `undefined` when the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return json.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function textIn(object: JsonObject, key: string): string {
  const value = object[key]
  return typeof value === 'string' ? value : ''
}

export function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isObject(value) ? value : {}
}

export function objectsIn(object: JsonObject, key: string): readonly JsonObject[] {
  const value = object[key]
  return isList(value) ? value.filter(isObject) : []
}
