/** What Slack accepts as texts, options and confirmations. */
import { LIMITS } from './block-limits.js'
import { bool, list, object, str, typed, word, type Check } from './shape.js'

export function plain(max: number): Check {
  return typed({
    plain_text: object({ type: word('plain_text'), text: str({ min: 1, max }) }, { emoji: bool }),
  })
}

export function mrkdwn(max: number): Check {
  return typed({
    mrkdwn: object({ type: word('mrkdwn'), text: str({ min: 1, max }) }, { verbatim: bool }),
  })
}

export function text(max: number): Check {
  return (value, pointer) => typed({ plain_text: plain(max), mrkdwn: mrkdwn(max) })(value, pointer)
}

export const url = str({ min: 1, max: LIMITS.url })
export const style = word('primary', 'danger')

export const confirm = object(
  { text: text(LIMITS.confirm.text) },
  {
    title: plain(LIMITS.confirm.title),
    confirm: plain(LIMITS.confirm.button),
    deny: plain(LIMITS.confirm.button),
    style,
  },
)

function option(words: Check): Check {
  return object(
    { text: words, value: str({ max: LIMITS.option.value }) },
    { description: text(LIMITS.option.description), url },
  )
}

export const menuOption = option(plain(LIMITS.option.text))
export const choice = option(text(LIMITS.option.text))
export const menuOptions = list(menuOption, { min: 1, max: LIMITS.select.options })
export const choices = list(choice, { min: 1, max: LIMITS.choices })
export const optionGroups = list(object({ label: plain(LIMITS.optionGroup.label), options: menuOptions }), {
  min: 1,
  max: LIMITS.select.groups,
})
