/** A line of the doctor's. */
export type Finding = { readonly state: 'ok' | 'warn' | 'fail'; readonly says: string }

export const ok = (says: string): Finding => ({ state: 'ok', says })
export const warn = (says: string): Finding => ({ state: 'warn', says })
export const fail = (says: string): Finding => ({ state: 'fail', says })
