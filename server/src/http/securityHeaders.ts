/**
 * Headers of every answer. The pages stand in frames of Teams, Outlook and Microsoft 365: who may frame them is said
 * by `frame-ancestors` alone, so `X-Frame-Options` must be absent ("Tab requirements"). No cross-origin opener policy:
 * it would cut the sign-in popup and the redirect page off from the pane.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface PageOrigins {
  publicUrl: string;
  hostOrigins: readonly string[];
  officeJsUrl: string;
  authorityHost: string;
}

/** office.js loads parts of itself from here. */
const OFFICE_CDN = 'https://*.cdn.office.net';
/** teams-js asks here for the list of Microsoft's hosts. */
const TEAMS_CDN = 'https://res.cdn.office.net';

export const securityHeaders = (origins: PageOrigins): RequestHandler => {
  const office = new URL(origins.officeJsUrl).origin;
  const isHttps = origins.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", office, OFFICE_CDN],
        // Fluent UI and office.js write style elements.
        styleSrc: ["'self'", "'unsafe-inline'", OFFICE_CDN],
        imgSrc: ["'self'", 'data:', 'blob:', OFFICE_CDN],
        fontSrc: ["'self'", 'data:', OFFICE_CDN],
        connectSrc: ["'self'", origins.authorityHost, TEAMS_CDN, office],
        frameSrc: ["'self'", origins.authorityHost],
        frameAncestors: ["'self'", ...origins.hostOrigins],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    xFrameOptions: false,
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    // Hosts show the icons of the manifest on their own pages.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
};
