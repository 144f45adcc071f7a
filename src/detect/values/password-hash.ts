/** The forms of crypt(5): `$6$salt$hash`, `$y$…`; not the old 13 characters without a mark. */
export const passwordHash = /^\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|sha1|argon2\w*)\$[^\s:]{8,200}$/
