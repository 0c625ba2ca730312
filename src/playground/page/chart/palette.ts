/**
 * Paul Tol's "bright" scheme, which stays distinct under the common kinds of colour blindness
 * (https://personal.sron.nl/~pault/), ordered so that neighbours differ in lightness too.
 */
const colors = ['#4477aa', '#ee6677', '#228833', '#ccaa33', '#66bbdd', '#aa3377'] as const

export function colorOf(index: number): string {
  return colors[index % colors.length] ?? colors[0]
}
