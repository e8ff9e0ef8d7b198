import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Side } from '../model/items.ts';

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: '18px',
    height: '18px',
    boxSizing: 'border-box',
    fontSize: '11px',
    fontWeight: tokens.fontWeightBold,
    lineHeight: 1,
  },
  office: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorPaletteBlueBorderActive,
    border: `1px solid ${tokens.colorPaletteBlueBorderActive}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  timify: {
    color: tokens.colorPaletteTealBorderActive,
    border: `2px solid ${tokens.colorPaletteTealBorderActive}`,
    borderRadius: '50%',
  },
});

/** Square with O, ring with T: the two sides by shape, never by colour alone. Always beside the word. */
export function SideMark({ side }: { side: Side }) {
  const styles = useStyles();
  return (
    <span aria-hidden className={mergeClasses(styles.mark, styles[side])}>
      {side === 'office' ? 'O' : 'T'}
    </span>
  );
}
