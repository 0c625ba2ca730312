import type { House } from '../house.js'
export function serveOperator(_house: House): void {}
