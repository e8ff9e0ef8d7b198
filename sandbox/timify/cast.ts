/** The companies of the sandbox's TIMIFY and what scripts may rely on. Ids never change. */
export interface CompanyCast {
  id: string;
  name: string;
  appId: string;
  appSecret: string;
  contactEmail: string;
  timezone: string;
  locale: string;
  city: string;
}

export const COMPANY_LINDNER: CompanyCast = {
  id: '65f0c0ffee00000000000001',
  name: 'Optik Lindner',
  appId: '65f0c0ffeea0000000000001',
  appSecret: 'sandbox-app-secret-lindner',
  contactEmail: 'anna.lindner@optik-lindner.example',
  timezone: 'Europe/Berlin',
  locale: 'de-de',
  city: 'Hamburg',
};

/** A branch with an app of its own: the app of the first company cannot read it. */
export const COMPANY_BRANCH: CompanyCast = {
  id: '65f0c0ffee00000000000002',
  name: 'Optik Lindner, Filiale Altona',
  appId: '65f0c0ffeea0000000000002',
  appSecret: 'sandbox-app-secret-altona',
  contactEmail: 'altona@optik-lindner.example',
  timezone: 'Europe/Berlin',
  locale: 'de-de',
  city: 'Hamburg',
};

/** Belongs to the other tenant. */
export const COMPANY_NORDWIND: CompanyCast = {
  id: '65f0c0ffee00000000000003',
  name: 'Nordwind',
  appId: '65f0c0ffeea0000000000003',
  appSecret: 'sandbox-app-secret-nordwind',
  contactEmail: 'nils.nord@nordwind.example',
  timezone: 'Europe/London',
  locale: 'en-gb',
  city: 'London',
};

export const COMPANIES: readonly CompanyCast[] = [COMPANY_LINDNER, COMPANY_BRANCH, COMPANY_NORDWIND];

export const RESOURCE_IDS = {
  lena: '65f0c0ffee10000000000001',
  jonas: '65f0c0ffee10000000000002',
  mia: '65f0c0ffee10000000000003',
  /** Her e-mail address here differs from her mailbox. */
  nora: '65f0c0ffee10000000000004',
  /** A room, without an e-mail address. */
  room: '65f0c0ffee10000000000005',
  altona: '65f0c0ffee10000000000011',
  frida: '65f0c0ffee10000000000021',
} as const;

export const SERVICE_IDS = {
  /** 30 minutes, no buffers. */
  eyeTest: '65f0c0ffee20000000000001',
  /** 60 minutes with 10 before and 5 after. */
  consultation: '65f0c0ffee20000000000002',
  /** Group service for ten. */
  course: '65f0c0ffee20000000000003',
  /** Split: 60 minutes, 60 minutes free, 30 minutes. */
  lensFitting: '65f0c0ffee20000000000004',
  altona: '65f0c0ffee20000000000011',
  nordwind: '65f0c0ffee20000000000021',
} as const;

export const CUSTOMER_IDS = {
  paul: '65f0c0ffee30000000000001',
  clara: '65f0c0ffee30000000000002',
  emil: '65f0c0ffee30000000000003',
} as const;
