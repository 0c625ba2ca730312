/** What Slack says to a person when the app has failed them. */
import type { Outcome } from './deliver.js'

export type Failure = Exclude<Outcome, { kind: 'acked' }>

export function commandFailure(command: string, failure: Failure): string {
  switch (failure.kind) {
    case 'timed out':
      return `${command} failed with the error "operation_timeout"`
    case 'unreachable':
      return `${command} failed because the app did not respond`
    case 'refused':
      return `${command} failed with the error "dispatch_failed"`
  }
}

/** The tooltip of the warning sign beside a button. */
export function buttonFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'timed out':
      return 'Operation timed out. Apps need to respond within 3 seconds.'
    case 'unreachable':
      return 'Oh no, something went wrong. Please try that again.'
    case 'refused':
      return `This app responded with Status Code ${failure.status}.`
  }
}

export const TROUBLE = 'We had some trouble connecting. Try again?'
