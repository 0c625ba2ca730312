import type { Clock } from '../ports.js'
import type { Workspace } from '../workspaces/workspace.js'
import type { Window } from './digest.js'

/** So many windows up to this one, oldest first; each ends where the next begins. */
export function lastWindows(
  clock: Clock,
  workspace: Workspace,
  last: Window,
  length: number,
): readonly Window[] {
  return windowsBack(clock, workspace, last, (_, found) => found < length)
}

/** Windows up to this one as long as the earlier one is wanted, oldest first. */
export function windowsBack(
  clock: Clock,
  { schedule, timezone }: Workspace,
  last: Window,
  isWanted: (window: Window, found: number) => boolean,
): readonly Window[] {
  const windows: Window[] = []
  for (
    let window = last;
    isWanted(window, windows.length);
    window = clock.windowAt(schedule, timezone, window.start)
  )
    windows.push(window)
  return windows.reverse()
}
