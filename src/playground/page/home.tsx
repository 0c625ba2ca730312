import { useEffect } from 'preact/hooks'
import type { ShownView } from '../protocol.js'
import { AppTabs } from './app-tabs.js'
import { Blocks } from './blocks/block.js'
import { objects } from './json.js'
import { Notices } from './notices.js'
import { usePlay } from './play.js'
import { SurfaceFrame, useNewSurface } from './surface.js'

export function Home() {
  const { snapshot, act } = usePlay()
  const me = snapshot.me.id
  useEffect(() => void act('home', { kind: 'open-home', as: me }, 'home'), [act, me])
  return (
    <div class="column" data-testid="home">
      <AppTabs at="home" />
      <div class="scroller">
        <Notices where="home" />
        {snapshot.home === null ? <EmptyHome /> : <HomeView key={snapshot.home.id} home={snapshot.home} />}
      </div>
    </div>
  )
}

function HomeView({ home }: { readonly home: ShownView }) {
  const blocks = objects(home.view, 'blocks')
  const surface = useNewSurface({ where: { viewId: home.id }, blocks, errors: home.errors, noticeAt: 'home' })
  return (
    <SurfaceFrame surface={surface}>
      <div class="home">
        <Blocks blocks={blocks} />
      </div>
    </SurfaceFrame>
  )
}

function EmptyHome() {
  const { busy } = usePlay()
  return (
    <div class="empty">{busy.has('home') ? <span class="spinner" /> : 'Nothing on the Home tab yet.'}</div>
  )
}
