import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { askDeal } from './core/answers/ask.js'
import { remindOwners } from './core/answers/remind.js'
import { replyTo } from './core/ask/reply.js'
import { reviewOutcomes } from './core/outcomes/review.js'
import { rejudge } from './core/catalogue/rejudge.js'
import { watchDeals } from './core/accounts/hot.js'
import { syncPage } from './core/crm/sync.js'
import { deliver } from './core/delivery/deliver.js'
import type { Tracker } from './core/delivery/tracker.js'
import { watchDeliveries } from './core/delivery/watch.js'
import { buildDigest } from './core/digests/build.js'
import { sumPastWindows } from './core/digests/sum-past.js'
import type { Job, Post } from './core/ports.js'
import { remindDue } from './core/recommendations/remind.js'
import { embedMissing, openEmbedding } from './core/themes/embed.js'
import { closeNight } from './core/themes/nights.js'
import { place } from './core/themes/place.js'
import { regroup } from './core/themes/regroup.js'
import type { JobRow } from './queue/rows.js'
import { askMessage, askReply } from './slack/ask/post.js'
import { type JobKind, Later } from './queue/worker.js'
import type { SlackDeps } from './slack/deps.js'
import { meetPerson, refreshRoles } from './slack/people.js'
import { DECISION_POSTS } from './slack/review/post.js'

/** What jobs need beyond core's ports: Slack in the background, and where approved recommendations go. */
export type JobDeps = SlackDeps & {
  readonly clientOf: (workspaceId: string) => Promise<WebClient>
  readonly tracker: Tracker | null
}

const MINUTE = 60_000
/** Ten seconds' worth: what people log meanwhile does not wait longer. */
const EMBEDDED_AT_ONCE = 500

/** Every job on one page: how often it is tried, how long it may take, and what it does. */
export function jobKinds(deps: JobDeps): ReadonlyMap<Job['name'], JobKind> {
  return new Map<Job['name'], JobKind>([
    [
      'place',
      {
        attempts: 8,
        leaseMs: MINUTE,
        run: async (job) => {
          const { feedbackId, reply } = placePayload.parse(job.payload)
          await place(deps, job.workspaceId, { feedbackId, reply })
        },
      },
    ],
    [
      'build-digest',
      {
        attempts: 20,
        leaseMs: 5 * MINUTE,
        run: async (job) => {
          // The buttons are pressed minutes later: who may press them is looked up first.
          await rolesNow(deps, job)
          // What is published stays as it was counted: so it is counted on the latest grouping.
          await regroup(deps, job.workspaceId)
          await buildDigest(deps, job.workspaceId, digestPayload.parse(job.payload).digestId)
        },
      },
    ],
    [
      'meet',
      {
        attempts: 3,
        leaseMs: MINUTE,
        run: async (job) => {
          const client = await deps.clientOf(job.workspaceId)
          await meetPerson(deps, client, job.workspaceId, meetPayload.parse(job.payload).person)
        },
      },
    ],
    [
      'regroup',
      {
        attempts: 5,
        leaseMs: 10 * MINUTE,
        run: async (job) => {
          await regroup(deps, job.workspaceId)
          await sumPastWindows(deps, job.workspaceId)
          await closeNight(deps, job.workspaceId)
        },
      },
    ],
    [
      'embed',
      {
        attempts: 5,
        leaseMs: 5 * MINUTE,
        run: async (job) => {
          await embedMissing(deps, job.workspaceId, { most: EMBEDDED_AT_ONCE })
          const missing = await openEmbedding(deps, job.workspaceId)
          deps.log.info({ workspace: job.workspaceId, missing }, 'vectors made for another embedder')
        },
      },
    ],
    [
      'watch-deals',
      {
        attempts: 5,
        leaseMs: MINUTE,
        run: async (job) => {
          await watchDeals(deps, job.workspaceId)
        },
      },
    ],
    ['sync-crm', { attempts: 5, leaseMs: 2 * MINUTE, run: (job) => syncNow(deps, job) }],
    [
      'remind-owners',
      {
        attempts: 5,
        leaseMs: MINUTE,
        run: async (job) => {
          await remindOwners(deps, job.workspaceId)
        },
      },
    ],
    [
      'review-outcomes',
      {
        attempts: 5,
        leaseMs: MINUTE,
        run: async (job) => {
          await reviewOutcomes(deps, job.workspaceId)
        },
      },
    ],
    [
      'remind-due',
      {
        attempts: 5,
        leaseMs: MINUTE,
        run: async (job) => {
          await remindDue(deps, job.workspaceId)
        },
      },
    ],
    [
      'ask-deal',
      {
        attempts: 8,
        leaseMs: MINUTE,
        run: async (job) => {
          await askDeal(deps, job.workspaceId, dealPayload.parse(job.payload).opportunityId)
        },
      },
    ],
    [
      'judge-requests',
      {
        attempts: 5,
        leaseMs: 5 * MINUTE,
        run: async (job) => rejudge(deps, job.workspaceId, judgePayload.parse(job.payload)),
      },
    ],
    [
      'ask',
      {
        attempts: 3,
        leaseMs: MINUTE,
        run: async ({ workspaceId, payload }) => {
          const message = askMessage.parse(payload)
          const client = await deps.clientOf(workspaceId)
          const { isOutsider } = await meetPerson(deps, client, workspaceId, message.person)
          await replyTo(deps, { workspaceId, person: message.person }, { ...message, isGuest: isOutsider })
        },
      },
    ],
    [
      'deliver',
      {
        // The delivery counts its own, and says so when they are used up; this is for a process that keeps dying.
        attempts: 200,
        leaseMs: 2 * MINUTE,
        run: async (job) => {
          const { recommendationId } = deliverPayload.parse(job.payload)
          const outcome = await deliver(deps, job.workspaceId, recommendationId)
          if (outcome.kind === 'later') throw new Later(outcome.why, outcome.afterMs)
        },
      },
    ],
    [
      'watch-deliveries',
      { attempts: 3, leaseMs: 5 * MINUTE, run: (job) => watchDeliveries(deps, job.workspaceId) },
    ],
    ['refresh-roles', { attempts: 5, leaseMs: MINUTE, run: (job) => rolesNow(deps, job) }],
  ])
}

/** Slack's silence keeps no digest waiting: the roles as they were known serve. */
async function rolesNow(deps: JobDeps, job: JobRow): Promise<void> {
  try {
    await refreshRoles(deps, await deps.clientOf(job.workspaceId), job.workspaceId)
  } catch (error) {
    deps.log.warn({ workspace: job.workspaceId, err: error }, 'roles not refreshed')
  }
}

/** A page of the CRM. What fails is opened again by the clock, later each time. */
async function syncNow({ crm, ...deps }: JobDeps, job: JobRow): Promise<void> {
  if (!crm) return
  const at = syncPayload.parse(job.payload)
  const synced = await syncPage({ ...deps, crm }, job.workspaceId, at, { queues: true })
  if (synced.kind === 'late') return
  const where = { workspace: job.workspaceId, crm: crm.source }
  if (synced.kind === 'failed') {
    deps.log.error({ ...where, err: synced.fault, retryAt: synced.retryAt }, 'CRM not read')
    return
  }
  for (const { id, why } of synced.skips) deps.log.warn({ ...where, id, why }, 'skipped what the CRM has')
  if (synced.kind === 'done') deps.log.info({ ...where, ...synced.outcome }, 'CRM read')
}

const syncPayload = z.object({ run: z.uuid(), page: z.number() })
const placePayload = z.object({ feedbackId: z.uuid(), reply: z.string().nullable() })
const judgePayload = z.object({ version: z.number(), before: z.uuid().nullable() })
const digestPayload = z.object({ digestId: z.uuid() })
const dealPayload = z.object({ opportunityId: z.uuid() })
const deliverPayload = z.object({ recommendationId: z.uuid() })
const meetPayload = z.object({ person: z.string() })

/** A message of the outbox, as it was written. */
export const postPayload: z.ZodType<Post> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('digest'), digestId: z.uuid() }),
  z.object({ kind: z.literal('digest-update'), digestId: z.uuid() }),
  z.object({ kind: z.literal('verbatims'), digestId: z.uuid(), themeId: z.uuid() }),
  z.object({
    kind: z.literal('placed'),
    feedbackId: z.uuid(),
    reply: z.string(),
    suggestions: z.array(z.uuid()),
  }),
  z.object({ kind: z.literal('outcome'), recommendationId: z.uuid() }),
  z.object({ kind: z.literal('hot'), themeId: z.uuid(), channel: z.string() }),
  z.object({ kind: z.literal('stuck'), outboxKey: z.string(), person: z.string() }),
  z.object({ kind: z.enum(['draft', 'draft-update', 'draft-told', 'link-broken']), answerId: z.uuid() }),
  z.object({ kind: z.literal('review-due'), answerId: z.uuid(), day: z.string() }),
  askReply,
  z.object({ kind: z.literal('answer-wanted'), themeId: z.uuid(), person: z.string() }),
  z.object({
    kind: z.enum(['delivery', 'delivery-update']),
    recommendationId: z.uuid(),
    round: z.number(),
  }),
  z.object({
    kind: z.literal('delivery-status'),
    recommendationId: z.uuid(),
    status: z.enum(['open', 'started', 'shipped', 'dropped']),
  }),
  z.object({
    kind: z.enum(['told-delivered', 'told-shipped']),
    recommendationId: z.uuid(),
    person: z.string(),
  }),
  z.object({ kind: z.enum(['asked', 'asked-update']), opportunityId: z.uuid(), person: z.string() }),
  z.object({
    kind: z.literal('synced'),
    person: z.string(),
    source: z.enum(['hubspot', 'salesforce']),
    accounts: z.number(),
    opportunities: z.number(),
    added: z.number(),
    skipped: z.number(),
    error: z.string().nullable(),
  }),
  ...DECISION_POSTS,
])
