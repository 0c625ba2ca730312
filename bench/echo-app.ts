import { App, LogLevel } from '@slack/bolt'
import { answerQuestions } from './child.js'
import { cpuNow, portOf, question, type Settings } from './server.js'

/** What is measured against: Bolt as it comes, which keeps nothing and answers with what was typed. */
answerQuestions(async (asked) => {
  const told = question.parse(asked)
  return told.kind === 'start' ? start(told) : cpuNow()
})

async function start({ signingSecret, botToken, slackApiUrl }: Settings): Promise<unknown> {
  const app = new App({
    signingSecret,
    token: botToken,
    clientOptions: { slackApiUrl },
    logLevel: LogLevel.ERROR,
  })
  app.command('/objection', ({ ack, command }) => ack(command.text))
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  return { port: portOf(server.address()), database: 'none' }
}
