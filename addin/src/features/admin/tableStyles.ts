import { makeStyles, tokens } from '@fluentui/react-components';

/** One set of columns for head and rows: cards below 640, without duration and direction below 900. */
export const useTableStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) 32px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@container pane (min-width: 640px)': {
      alignItems: 'center',
      gridTemplateColumns: '32px minmax(0, 2fr) minmax(0, 2fr) 120px 32px',
    },
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: '32px minmax(0, 5fr) minmax(0, 4fr) 72px minmax(0, 2fr) 64px 104px 32px',
    },
  },
  // Not the background of selections: in high contrast that one wants other words on it. The tick says it there.
  chosen: { backgroundColor: tokens.colorNeutralBackground3 },
  from640: { display: 'none', '@container pane (min-width: 640px)': { display: 'block' } },
  below640: { '@container pane (min-width: 640px)': { display: 'none' } },
  from900: {
    display: 'none',
    '@container pane (min-width: 900px)': { display: 'block' },
    fontSize: tokens.fontSizeBase200,
  },
});
