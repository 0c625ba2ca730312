/** Characters as a person counts them, near enough: code points, so that a limit never cuts a surrogate pair in two. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}
