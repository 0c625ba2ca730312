import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { askDeal } from './core/answers/ask.js'
import { remindOwners } from './core/answers/remind.js'
import { rejudge } from './core/catalogue/rejudge.js'
import { watchDeals } from './core/accounts/hot.js'
import { buildDigest } from './core/digests/build.js'
import type { Job, Post } from './core/ports.js'
import { remindDue } from './core/recommendations/remind.js'
import { embedMissing, openEmbedding } from './core/themes/embed.js'
import { closeNight } from './core/themes/nights.js'
import { place } from './core/themes/place.js'
import { regroup } from './core/themes/regroup.js'
import type { JobRow } from './queue/rows.js'
import type { JobKind } from './queue/worker.js'
import type { SlackDeps } from './slack/deps.js'
import { meetPerson, refreshRoles } from './slack/people.js'
import { DECISION_POSTS } from './slack/review/post.js'

/** What jobs need beyond core's ports: Slack in the background. */
export type JobDeps = SlackDeps & { readonly clientOf: (workspaceId: string) => Promise<WebClient> }

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

const placePayload = z.object({ feedbackId: z.uuid(), reply: z.string().nullable() })
const judgePayload = z.object({ version: z.number(), before: z.uuid().nullable() })
const digestPayload = z.object({ digestId: z.uuid() })
const dealPayload = z.object({ opportunityId: z.uuid() })
const meetPayload = z.object({ person: z.string() })

/** A message of the outbox, as it was written. */
export const postPayload: z.ZodType<Post> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('digest'), digestId: z.uuid() }),
  z.object({ kind: z.literal('digest-update'), digestId: z.uuid() }),
  z.object({ kind: z.literal('verbatims'), digestId: z.uuid(), themeId: z.uuid() }),
  z.object({
    kind: z.literal('decision'),
    recommendationId: z.uuid(),
    decision: z.enum(['approve', 'edit', 'reject', 'snooze']),
  }),
  z.object({ kind: z.literal('told'), recommendationId: z.uuid(), person: z.string() }),
  z.object({
    kind: z.literal('placed'),
    feedbackId: z.uuid(),
    reply: z.string(),
    suggestions: z.array(z.uuid()),
  }),
  z.object({ kind: z.literal('hot'), themeId: z.uuid(), channel: z.string() }),
  z.object({ kind: z.literal('stuck'), outboxKey: z.string(), person: z.string() }),
  z.object({ kind: z.enum(['draft', 'draft-update', 'draft-told', 'link-broken']), answerId: z.uuid() }),
  z.object({ kind: z.literal('review-due'), answerId: z.uuid(), day: z.string() }),
  z.object({ kind: z.enum(['asked', 'asked-update']), opportunityId: z.uuid(), person: z.string() }),
  ...DECISION_POSTS,
])
