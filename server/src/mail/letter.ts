/** Plain text, or a part of it that stands out. */
export type Run = string | { strong: string };

/** What a mail says, without any markup. HTML and text are made of the same members, so they say the same. */
export interface Letter {
  subject: string;
  heading: string;
  /** First the result, then what happened to the data. */
  paragraphs: Run[][];
  button: string;
  /** Words above the visible link, for clients that show no buttons. */
  linkHint: string;
  url: string;
  rows: { label: string; value: string }[];
  /** Small print: expiry, why this mail came, an id for support. */
  small: string[];
  footer: { text: string; url: string | null }[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Colours that stay readable when a client inverts them; font families are left to the client's own list. */
const INK = '#242424';
const GREY = '#616161';
const LINE = '#e0e0e0';
const BLUE = '#0f6cbd';
const FONT = "font-family:'Segoe UI',Arial,sans-serif;";

const runHtml = (run: Run): string =>
  typeof run === 'string' ? escapeHtml(run) : `<strong>${escapeHtml(run.strong)}</strong>`;

const cell = (style: string, inner: string): string => `<tr><td style="${FONT}${style}">${inner}</td></tr>`;

const linkHtml = (url: string, text: string, style: string): string =>
  `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(text)}</a>`;

const buttonHtml = (letter: Letter): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>` +
  `<td align="center" bgcolor="${BLUE}" style="background:${BLUE};border-radius:4px;${FONT}">` +
  linkHtml(
    letter.url,
    letter.button,
    'display:block;padding:13px 24px;color:#ffffff;font-size:16px;line-height:22px;font-weight:600;text-decoration:none;',
  ) +
  `</td></tr></table>`;

const rowHtml = ({ label, value }: Letter['rows'][number]): string => {
  const style = `${FONT}padding:12px 0;border-top:1px solid ${LINE};font-size:15px;line-height:22px;vertical-align:top;`;
  return (
    `<tr><th scope="row" align="left" width="27%" style="${style}padding-right:12px;font-weight:400;color:${GREY};">${escapeHtml(label)}</th>` +
    `<td style="${style}color:${INK};">${escapeHtml(value)}</td></tr>`
  );
};

const footerHtml = (footer: Letter['footer']): string =>
  footer
    .map(({ text, url }) => (url === null ? escapeHtml(text) : linkHtml(url, text, `color:${GREY};`)))
    .join(' · ');

const bodyRows = (letter: Letter): string[] => {
  const paragraph = `padding-bottom:16px;font-size:16px;line-height:24px;color:${INK};`;
  const small = `padding-top:12px;font-size:13px;line-height:19px;color:${GREY};`;
  return [
    cell(
      `padding-bottom:16px;font-size:22px;line-height:28px;font-weight:600;color:${INK};`,
      `<h1 style="margin:0;font-size:22px;line-height:28px;font-weight:600;">${escapeHtml(letter.heading)}</h1>`,
    ),
    ...letter.paragraphs.map((runs) => cell(paragraph, runs.map(runHtml).join(''))),
    cell('padding-top:8px;', buttonHtml(letter)),
    cell(
      `${small}padding-bottom:24px;`,
      `${escapeHtml(letter.linkHint)}<br>${linkHtml(letter.url, letter.url, `color:${BLUE};word-break:break-all;`)}`,
    ),
    ...(letter.rows.length === 0
      ? []
      : [
          cell(
            'padding-bottom:12px;',
            `<table width="100%" cellpadding="0" cellspacing="0" border="0">${letter.rows.map(rowHtml).join('')}</table>`,
          ),
        ]),
    ...letter.small.map((text) => cell(small, escapeHtml(text))),
    ...(letter.footer.length === 0 ? [] : [cell(`${small}padding-top:20px;`, footerHtml(letter.footer))]),
  ];
};

/** Tables of 560 px with inline styles: what every client can show. No images, no web fonts, nothing fetched. */
export const letterHtml = (letter: Letter, language: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">` +
  `<title>${escapeHtml(letter.subject)}</title></head>` +
  `<body style="margin:0;padding:0;background:#f3f3f3;" bgcolor="#f3f3f3">` +
  `<table role="presentation" lang="${language}" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f3f3" style="color-scheme:light dark;">` +
  `<tr><td align="center" style="padding:24px 12px;">` +
  `<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:560px;background:#ffffff;border:1px solid ${LINE};">` +
  `<tr><td style="padding:32px 36px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">` +
  `${bodyRows(letter).join('')}</table></td></tr></table></td></tr></table></body></html>`;

const runText = (run: Run): string => (typeof run === 'string' ? run : run.strong);

/** The same content as lines. */
export const letterText = (letter: Letter): string =>
  [
    letter.heading,
    ...letter.paragraphs.map((runs) => runs.map(runText).join('')),
    `${letter.button}:\n${letter.url}`,
    letter.rows.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...letter.small,
    letter.footer.map(({ text, url }) => (url === null ? text : `${text}: ${url}`)).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
