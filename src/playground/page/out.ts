/** Ways out of the page: only to addresses that can do nothing here. */

export function isOutside(url: string): boolean {
  return /^(https?|mailto|tel|slack):/i.test(url)
}

export function openOutside(url: string): void {
  if (isOutside(url)) open(url, '_blank', 'noreferrer')
}
