import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { saying, textOf } from '../support/seen.js'
import { aDigest, hears, opened } from '../support/week.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

/** What `/earshot …` answers, to this person alone. */
async function asked(person: PersonAtSlack, words: string): Promise<string> {
  const before = person.sees('#deals').length
  expect(await person.says('#deals', `/earshot ${words}`)).toMatchObject({ error: null })
  const answer = await earshot.slack.until(() => person.sees('#deals')[before] ?? false)
  expect(answer.ephemeral).toBe(true)
  return textOf(answer)
}

describe('/earshot', () => {
  it('helps, and says what it does not know', async () => {
    const { rita } = earshot
    expect(await asked(rita, '')).toContain('/earshot themes')
    expect(await asked(rita, 'help')).toContain('/objection too expensive')
    expect(await asked(rita, 'tehmes <!channel>')).toContain('“tehmes” is none of these:')
    expect(earshot.slack.notified()).toEqual([])
  })

  it('says what is empty before anything was logged', async () => {
    expect(await asked(earshot.rita, 'themes')).toContain('No themes yet')
    expect(await asked(earshot.rita, 'digest')).toContain('Nothing was logged in this window.')
  })

  it('shows the digest of the last window to one person, without buttons', async () => {
    const digest = await aDigest(earshot)
    const shown = await asked(earshot.rita, 'digest')
    expect(shown).toContain('*2 notes*')
    expect(shown).not.toContain('Approve')
    expect(
      earshot.mona.sees('#marketing').filter((message) => message.ts > digest.ts && !message.threadTs),
    ).toEqual([])
  })

  it('lists the themes, and shows one with its quotes', async () => {
    await hears(earshot, 'no SOC 2 report')
    const list = await asked(earshot.sam, 'themes')
    expect(list).toContain('(objection): 2 notes')
    const title = /• \*([^*]+)\* \(objection\)/.exec(list)?.[1] ?? ''
    const theme = await asked(earshot.sam, `theme ${title.toUpperCase()}`)
    expect(theme).toMatch(/2 notes · 2 reps/)
    expect(theme).toContain('2 of 2 notes')
    expect(await asked(earshot.sam, 'theme nothing like it')).toContain('No theme is named “nothing like it”')
    expect(await asked(earshot.sam, 'theme')).toContain('Which theme?')
  })
})

describe('/earshot setup', () => {
  it('is for admins alone', async () => {
    expect(await asked(earshot.mona, 'setup')).toContain('Only admins of this workspace')
    expect(earshot.mona.modal()).toBeNull()
  })

  it('refuses a schedule and a zone that cannot be read, at their fields', async () => {
    const { ada } = earshot
    await ada.says('#deals', '/earshot setup')
    const form = await opened(earshot, ada)
    const refused = async (fields: Readonly<Record<string, string>>): Promise<string> =>
      JSON.stringify((await ada.submits(form, fields)).modal?.errors)
    for (const schedule of ['every monday', '0 9 * *', '61 9 * * MON', '* * * * * *', '0 9 31 2 *'])
      expect(await refused({ schedule })).toContain('"schedule":"Not five cron fields.')
    expect(await refused({ schedule: '0 9 * * MON', timezone: 'Mars/Base' })).toContain(
      '"timezone":"Not a time zone.',
    )
    expect(await refused({ timezone: 'Europe/London', groups: 'pmm' })).toContain('"groups":"“pmm” is not')
    expect(await ada.submits(form, { groups: '', timezone: 'America/New_York' })).toMatchObject({
      modal: null,
    })
    await ada.says('#deals', '/earshot setup')
    const second = await opened(earshot, ada)
    expect(JSON.stringify(second.view)).toContain('America/New_York')
    await ada.closes(second)
  })

  it('refuses at the submission who is no admin any more', async () => {
    const { ada, workspace } = earshot
    await ada.says('#deals', '/earshot setup')
    const form = await opened(earshot, ada)
    workspace.changePerson(ada.id, { isAdmin: false })
    await earshot.pass(21 * 60_000)
    expect(await ada.submits(form, { timezone: 'Asia/Tokyo' })).toMatchObject({
      modal: { errors: { channel: 'This form stood open for long. Open it once more.' } },
    })
    await ada.closes(form)
    workspace.changePerson(ada.id, { isAdmin: true })
    await earshot.pass(11 * 60_000)
  })
})

describe('the Home tab', () => {
  it('shows a rep what they logged, and where it went', async () => {
    const { rita, slack } = earshot
    await rita.opensHome()
    const home = await slack.until(() => rita.home() ?? false)
    const drawn = JSON.stringify(home.view)
    expect(drawn).toContain('no SOC 2 report')
    expect(drawn).not.toContain('home:look')
    expect(drawn).not.toContain('Settings')
  })

  it('shows an approver what waits, and an admin the settings', async () => {
    const { mona, ada, slack } = earshot
    await mona.opensHome()
    const approver = await slack.until(() => mona.home() ?? false)
    expect(JSON.stringify(approver.view)).toContain('1 recommendation')
    await ada.opensHome()
    const admin = await slack.until(() => ada.home() ?? false)
    await ada.presses(admin, 'Settings')
    await ada.closes(await opened(earshot, ada))
  })

  it('opens the form', async () => {
    const { sam, slack } = earshot
    await sam.opensHome()
    const home = await slack.until(() => sam.home() ?? false)
    await sam.presses(home, 'Log feedback')
    const form = await opened(earshot, sam)
    await sam.submits(form, { text: 'no data centre in Switzerland' })
    await earshot.settled()
    saying(sam.sees('@earshot').slice(-1), 'Which theme is it?')
  })
})
