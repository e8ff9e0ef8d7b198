import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { useNavigation } from '../app/navigation.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    flexGrow: 1,
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '640px',
    paddingBlock: tokens.spacingVerticalL,
    paddingInline: tokens.spacingHorizontalL,
    // With room to spare the buttons follow the content instead of the window's edge.
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXXL, flexGrow: 0 },
  },
  wide: { maxWidth: '1160px' },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  centred: { textAlign: 'center' },
  // The arrow stands in line with the title below it.
  back: {
    alignSelf: 'flex-start',
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
  title: {
    margin: 0,
    outlineStyle: 'none',
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    '@container pane (min-width: 640px)': {
      fontSize: tokens.fontSizeBase600,
      lineHeight: tokens.lineHeightBase600,
    },
  },
  lead: { margin: 0, color: tokens.colorNeutralForeground2 },
  footer: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    boxSizing: 'border-box',
    width: '100%',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-height: 419px)': { position: 'static' },
    '@media print': { display: 'none' },
    '@container pane (min-width: 640px)': {
      maxWidth: '640px',
      paddingInline: tokens.spacingHorizontalXXXL,
      borderTopStyle: 'none',
    },
  },
  // As wide as what it stands over: else that would be seen beside it. Its buttons stay as wide as elsewhere.
  wideFooter: {
    '@container pane (min-width: 640px)': { maxWidth: '1160px', '& > *': { maxWidth: '576px' } },
  },
  note: {
    margin: 0,
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  sectionHead: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  sectionTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
});

interface PageProps {
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** It stands beside the page that this is about. */
  readonly beside?: boolean;
}

/** The buttons at the foot belong to the page: outside of it they would be a landmark about the whole window. */
export function Page({ children, footer, wide = false, beside = false }: PageProps) {
  const styles = useStyles();
  const Whole = beside ? 'aside' : 'main';
  return (
    <Whole className={styles.page}>
      <div className={mergeClasses(styles.body, wide && styles.wide)}>{children}</div>
      {footer !== undefined && (
        <footer className={mergeClasses(styles.footer, wide && styles.wideFooter)}>{footer}</footer>
      )}
    </Whole>
  );
}

interface HeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly icon?: ReactNode;
  /** For results: the news stands in the middle. */
  readonly centred?: boolean;
  /** The name of where back leads. */
  readonly back?: string | undefined;
  readonly onBack?: (() => void) | undefined;
}

export function PageHead({ title, lead, icon, centred = false, back, onBack }: HeadProps) {
  const styles = useStyles();
  const navigation = useNavigation();
  return (
    <div className={mergeClasses(styles.head, centred && styles.centred)}>
      {back !== undefined && (
        <Button
          appearance="subtle"
          className={styles.back}
          icon={<ArrowLeft20Regular />}
          onClick={onBack ?? navigation.back}
        >
          {back}
        </Button>
      )}
      {icon}
      <PageTitle>{title}</PageTitle>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    </div>
  );
}

/** Takes the focus whenever the person went somewhere, so that a screen reader starts with the title. */
export function PageTitle({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const styles = useStyles();
  const { moves } = useNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moves > 0) heading.current?.focus();
  }, [moves]);
  return (
    <h1 ref={heading} tabIndex={-1} className={mergeClasses(styles.title, className)}>
      {children}
    </h1>
  );
}

interface NoteProps {
  readonly children: ReactNode;
  /** What was pressed did not work: spoken at once. */
  readonly isFault?: boolean;
}

export function FooterNote({ children, isFault = false }: NoteProps) {
  // Another element, not another role: only what comes is heard.
  return (
    <p key={String(isFault)} className={useStyles().note} role={isFault ? 'alert' : undefined}>
      {children}
    </p>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  const styles = useStyles();
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
