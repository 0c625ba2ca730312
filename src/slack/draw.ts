import { hotObjection } from '../core/accounts/hot.js'
import type { Clock, Post } from '../core/ports.js'
import type { HomePost } from '../core/recommendations/post.js'
import type { Tables } from '../core/tables.js'
import { digestKey } from '../core/digests/build.js'
import { drawAnswerPost } from './answer/post.js'
import { drawDeliveryPost } from './delivery/post.js'
import { placedFacts } from './capture/card.js'
import { placedMessage } from './capture/messages.js'
import { drawSynced } from './command/sync.js'
import { themeIn } from '../core/digests/digest.js'
import { digestMessage } from './digest/message.js'
import { hotMessage } from './digest/hot.js'
import { stuckMessage } from './digest/stuck.js'
import { verbatimsMessage } from './digest/thread.js'
import { drawAskReply } from './ask/post.js'
import { type Drawn, inThread, updateOf } from './drawn.js'
import { drawOutcome } from './outcomes/post.js'
import { drawDecisionPost } from './review/post.js'

/** Draws a message from what is stored now. */
export async function draw(tx: Tables, clock: Clock, post: Exclude<Post, HomePost>): Promise<Drawn> {
  switch (post.kind) {
    case 'digest':
      return drawDigest(tx, post.digestId)
    case 'digest-update':
      return drawUpdate(tx, post.digestId)
    case 'verbatims':
      return drawVerbatims(tx, post.digestId, post.themeId)
    case 'placed':
      return drawPlaced(tx, post)
    case 'hot':
      return drawHot(tx, post)
    case 'outcome':
      return drawOutcome(tx, post.recommendationId)
    case 'stuck':
      return drawStuck(tx, post)
    case 'draft':
    case 'draft-update':
    case 'draft-told':
    case 'review-due':
    case 'link-broken':
    case 'answer-wanted':
    case 'asked':
    case 'asked-update':
      return drawAnswerPost(tx, post)
    case 'ask-reply':
      return drawAskReply(tx, clock, post)
    case 'synced':
      return drawSynced(tx, post)
    case 'delivery':
    case 'delivery-update':
    case 'delivery-status':
    case 'told-delivered':
    case 'told-shipped':
      return drawDeliveryPost(tx, post)
    case 'decision':
    case 'decision-update':
    case 'pressed':
    case 'reopened':
    case 'told':
    case 'told-reopened':
    case 'owner-told':
    case 'owner-due':
      return drawDecisionPost(tx, post)
  }
}

async function drawDigest(tx: Tables, digestId: string): Promise<Drawn> {
  const digest = await tx.digests.find(digestId)
  if (!digest?.facts) return { call: 'drop', why: 'the digest is gone' }
  const { timezone } = await tx.workspace.read()
  const message = digestMessage({
    facts: digest.facts,
    recommendations: await tx.recommendations.of(digestId),
    window: digest.window,
    timezone,
    interactive: true,
  })
  return { call: 'post', channel: digest.channel, message, digestId }
}

async function drawUpdate(tx: Tables, digestId: string): Promise<Drawn> {
  const drawn = await drawDigest(tx, digestId)
  return drawn.call === 'post' ? updateOf(tx, digestKey(digestId), drawn.message) : drawn
}

async function drawVerbatims(tx: Tables, digestId: string, themeId: string): Promise<Drawn> {
  const digest = await tx.digests.find(digestId)
  const evidence = digest?.facts?.evidence.find((each) => each.themeId === themeId)
  const theme = digest?.facts ? themeIn(digest.facts, themeId) : undefined
  return evidence && theme
    ? inThread(tx, digestId, verbatimsMessage(theme, evidence))
    : { call: 'drop', why: 'the theme is gone' }
}

async function drawPlaced(tx: Tables, post: Extract<Post, { kind: 'placed' }>): Promise<Drawn> {
  const feedback = await tx.feedback.find(post.feedbackId)
  if (!feedback) return { call: 'drop', why: 'the feedback is gone' }
  const message = placedMessage(await placedFacts(tx, feedback, { undo: null, suggested: post.suggestions }))
  return /^https?:/.test(post.reply)
    ? { call: 'respond', url: post.reply, message }
    : { call: 'post', channel: post.reply, message }
}

async function drawHot(tx: Tables, { themeId, channel }: Extract<Post, { kind: 'hot' }>): Promise<Drawn> {
  const hot = await hotObjection(tx, themeId)
  return hot
    ? { call: 'post', channel, message: hotMessage(hot) }
    : { call: 'drop', why: 'it is no longer hot' }
}

async function drawStuck(tx: Tables, post: Extract<Post, { kind: 'stuck' }>): Promise<Drawn> {
  const fate = await tx.outbox.fate(post.outboxKey)
  if (fate?.state !== 'unknown' && fate?.state !== 'blocked') return { call: 'drop', why: 'it was settled' }
  return { call: 'post', channel: post.person, message: stuckMessage(post.outboxKey, fate) }
}
