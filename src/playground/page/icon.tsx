/** Line icons on a 20-unit grid. */
const paths = {
  hash: 'M4 7.5h13M3 12.5h13M8.5 3 6.5 17M13.5 3l-2 14',
  bolt: 'M11 2.5 4.5 11.5H10L9 17.5l6.5-9H10z',
  send: 'M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11',
  more: 'M10 4.6v.01M10 10v.01M10 15.4v.01',
  dots: 'M4.6 10h.01M10 10h.01M15.4 10h.01',
  reply: 'M4 4.5h12a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-5.5L7 17v-3H4a1 1 0 0 1-1-1V5.500a1 1 0 0 1 1-1z',
  close: 'M5 5l10 10M15 5 5 15',
  down: 'M5.5 8 10 12.5 14.5 8',
  right: 'M8 5.5 12.5 10 8 14.5',
  left: 'M12 5.5 7.5 10l4.5 4.5',
  up: 'M5.5 12 10 7.5 14.5 12',
  calendar:
    'M4 5h12a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM3 8.500h14M7 3v3.500M13 3v3.5',
  forward: 'M4 5l6 5-6 5zM11 5l6 5-6 5z',
  eye: 'M2 10s3-5.5 8-5.500S18 10 18 10s-3 5.5-8 5.500S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.600 2.3 2.3 0 0 0 0 4.600z',
  good: 'M6.5 9 9.5 3c1.200 0 2 .8 2 2v3h4a1.5 1.5 0 0 1 1.5 1.800l-1 5A1.5 1.5 0 0 1 14.5 16h-8zM6.5 9H3.500v7h3z',
  bad: 'M6.5 11l3 6c1.200 0 2-.8 2-2v-3h4a1.5 1.5 0 0 0 1.5-1.800l-1-5A1.5 1.5 0 0 0 14.5 4h-8zM6.5 11H3.500V4h3z',
  trash: 'M4 5.500h12M8 5.500V3.500h4v2M5.5 5.500l.7 11h7.600l.7-11M8.5 8.500v5M11.5 8.500v5',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.500v4M10 6.500v.01',
  warning: 'M10 3 2.5 16.500h15zM10 8.500v3.500M10 14.3v.01',
  spark: 'M10 3l1.600 5.400L17 10l-5.400 1.600L10 17l-1.600-5.400L3 10l5.400-1.600z',
  ear: 'M6 8.500a4.3 4.3 0 1 1 8.600 0c0 3-3 3.600-3 6.100 0 1.5-1 2.5-2.3 2.500A2.5 2.5 0 0 1 7 15.200M8.3 8.700a2 2 0 0 1 4 0c0 1.5-1.5 1.700-1.5 3.200',
  search: 'M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13.200 13.200 17 17',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class={name === 'more' || name === 'dots' ? 'icon dotted' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}

export function isIconName(name: string): name is IconName {
  return name in paths
}
