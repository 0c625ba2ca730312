import type { DeliveryConfig } from '../config-delivery.js'
import type { Tracker } from '../core/delivery/tracker.js'

/** The tracker that the settings name. Its client is loaded where it is named: Linear's alone is 3 MB of code. */
export async function openTracker(
  config: DeliveryConfig,
  clock: { readonly now: () => Date },
): Promise<Tracker> {
  switch (config.kind) {
    case 'github':
      return (await import('./github.js')).githubTracker(config)
    case 'linear':
      return (await import('./linear.js')).linearTracker(config)
    case 'jira':
      return (await import('./jira.js')).jiraTracker(config)
    case 'webhook':
      return (await import('./webhook.js')).webhookTracker(config, clock)
  }
}
