/** `lena.berger@lindner.example` → `l…@lindner.example`: enough to know one's own address by, for anybody else's eyes. */
export const shortAddress = (address: string): string => address.replace(/^(.).*@/, '$1…@');
