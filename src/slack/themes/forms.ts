import type { ModalView } from '@slack/types'
import type { Feedback } from '../../core/feedback/feedback.js'
import { THEME_TITLE_LIMIT } from '../../core/themes/rename.js'
import type { Theme } from '../../core/themes/theme.js'
import { context, option, plainText, quoted, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'

export function renameModal(theme: Theme): ModalView {
  return {
    ...formOf(theme, { callback: CALLBACK.renameTheme, title: 'Rename theme', submit: 'Rename' }),
    blocks: [titleInput('Title', Array.from(theme.title).slice(0, THEME_TITLE_LIMIT).join(''))],
  }
}

/** `others`: of its kind, the most heard first, and at least one. */
export function mergeModal(theme: Theme, others: readonly Theme[]): ModalView {
  return {
    ...formOf(theme, { callback: CALLBACK.mergeTheme, title: 'Merge theme', submit: 'Merge' }),
    blocks: [
      section(`All notes of ${bold(theme)} go into the other theme, which keeps its title.`),
      themeInput('Merge into', others),
      ...rest(others.length, 'theme'),
    ],
  }
}

/** `feedback`: what the theme has, the newest first, and at least two. */
export function splitModal(theme: Theme, feedback: readonly Feedback[]): ModalView {
  const shown = feedback.slice(0, LIMITS.options)
  return {
    ...formOf(theme, { callback: CALLBACK.splitTheme, title: 'Split theme', submit: 'Split' }),
    blocks: [
      section(`What you choose leaves ${bold(theme)} for a new theme.`),
      {
        type: 'input',
        block_id: 'notes',
        label: plainText('Notes that leave'),
        element: {
          type: 'multi_static_select',
          action_id: 'notes',
          placeholder: plainText('Choose notes'),
          options: shown.map(({ id, text }) => option(text, id)),
        },
      },
      titleInput('Title of the new theme', ''),
      ...rest(feedback.length, 'note'),
    ],
  }
}

/** Where a note belongs, of all themes of its kind; at least one. */
export function elsewhereModal(feedback: Feedback, themes: readonly Theme[]): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.fileElsewhere,
    title: plainText('Other theme'),
    submit: plainText('Move'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ feedback: feedback.id }),
    blocks: [quoted(cut(feedback.text, 600)), themeInput('Theme', themes), ...rest(themes.length, 'theme')],
  }
}

function formOf(theme: Theme, words: { callback: string; title: string; submit: string }) {
  return {
    type: 'modal' as const,
    callback_id: words.callback,
    title: plainText(words.title),
    submit: plainText(words.submit),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ theme: theme.id }),
  }
}

function titleInput(label: string, initial: string) {
  return {
    type: 'input' as const,
    block_id: 'title',
    label: plainText(label),
    element: {
      type: 'plain_text_input' as const,
      action_id: 'title',
      max_length: THEME_TITLE_LIMIT,
      ...(initial === '' || initial.length > THEME_TITLE_LIMIT ? {} : { initial_value: initial }),
    },
  }
}

function themeInput(label: string, themes: readonly Theme[]) {
  return {
    type: 'input' as const,
    block_id: 'into',
    label: plainText(label),
    element: {
      type: 'static_select' as const,
      action_id: 'into',
      placeholder: plainText('Choose a theme'),
      options: themes.slice(0, LIMITS.options).map(({ id, title }) => option(title, id)),
    },
  }
}

function rest(count: number, what: string) {
  return count > LIMITS.options
    ? [context(`${LIMITS.options} of ${plural(count, what)}; the command line reaches the others.`)]
    : []
}

function bold(theme: Theme): string {
  return `*${escape(cut(theme.title, 100))}*`
}
