import { isSlackId } from './answer.js'
import { type AnswerDeps, atDesk, did, mayKeep, type Writing } from './desk.js'
import type { AnswerOutcome } from './outcome.js'

/**
 * A person's word that the material is gone, or there after all: a broken link is named as such, and not shown. Anybody may
 * say that it is broken; that it works, whoever said so, its owner, and those who may edit it. The owner hears of it.
 */
export async function judgeLink(
  deps: AnswerDeps,
  who: Writing,
  answerId: string,
  isBroken: boolean,
): Promise<AnswerOutcome> {
  return atDesk(deps, who, async (desk) => {
    const { tx, actor, clock } = desk
    const answer = await tx.answers.find(answerId)
    if (!answer || answer.link === null) return { kind: 'not-found' }
    const mayMend = mayKeep(desk, answer) || answer.linkBrokenBy === actor
    if (isBroken ? desk.isOutsider : !mayMend) return { kind: 'not-allowed' }
    if ((answer.linkBrokenBy !== null) === isBroken) return { kind: 'already', answer }
    const after = { ...answer, linkBrokenBy: isBroken ? actor : null, version: answer.version + 1 }
    if (!(await tx.answers.save(after))) return { kind: 'stale', answer }
    if (isBroken && answer.owner !== null && isSlackId(answer.owner) && answer.owner !== actor)
      await tx.outbox.add({
        key: `link-broken:${answer.id}:${clock.newId()}`,
        destination: answer.owner,
        item: { kind: 'link-broken', answerId: answer.id },
      })
    return did(desk, isBroken ? 'broken' : 'mended', after)
  })
}
