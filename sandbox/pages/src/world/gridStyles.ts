import { makeStyles, shorthands, tokens } from '@fluentui/react-components';

export const HOUR_PX = 41;
export const GUTTER_PX = 50;
export const LANE_ROW_PX = 26;

export const useGridStyles = makeStyles({
  scroller: {
    overflowY: 'auto',
    overflowX: 'hidden',
    flexGrow: 1,
    minHeight: 0,
    position: 'relative',
    scrollbarGutter: 'stable',
  },
  head: {
    display: 'grid',
    position: 'sticky',
    top: 0,
    zIndex: 4,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  day: {
    padding: '6px 2px',
    textAlign: 'center',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  today: { color: tokens.colorBrandForeground1 },
  laneLabel: {
    fontSize: '11px',
    lineHeight: '14px',
    padding: '4px 2px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  lane: { display: 'flex', flexDirection: 'column', gap: '2px', padding: '2px 3px', minWidth: 0 },
  chip: {
    minWidth: 0,
    width: '100%',
    justifyContent: 'flex-start',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  },
  copyChip: { ...shorthands.borderStyle('dashed'), fontWeight: tokens.fontWeightRegular },
  body: { position: 'relative', display: 'flex' },
  gutter: { position: 'relative', width: `${GUTTER_PX}px`, flexShrink: 0 },
  hour: {
    position: 'absolute',
    right: '5px',
    transform: 'translateY(-50%)',
    fontSize: '11px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  layer: { position: 'relative', flexGrow: 1, minWidth: 0 },
  // Borders rather than a background, which forced colours would take away.
  hourLine: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, left: 0, right: 0 },
  dayLine: { borderLeft: `1px solid ${tokens.colorNeutralStroke2}`, top: 0, bottom: 0 },
  line: { position: 'absolute', pointerEvents: 'none' },
  now: { position: 'absolute', borderTop: `2px solid ${tokens.colorBrandStroke1}`, pointerEvents: 'none' },
});
