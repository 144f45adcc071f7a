import { describe, expect, it } from 'vitest'
import { distributionOf } from '../../../../src/layer/packages/rpm/vendor.js'

describe('distributionOf', () => {
  it.each([
    ['Red Hat, Inc.', '', 'Red Hat'],
    ['Fedora Project', 'Fedora Project', 'Fedora'],
    ['Rocky Enterprise Software Foundation', 'Rocky Linux 9', 'Rocky Linux'],
    ['SUSE LLC <https://www.suse.com/>', 'SUSE Linux Enterprise 15', 'SUSE'],
    ['Oracle America', '', 'Oracle Linux'],
    ['Microsoft Corporation', 'Azure Linux', 'Azure Linux'],
    ['Microsoft Corporation', 'Mariner', 'Azure Linux'],
    ['Microsoft Corporation', '', undefined],
    ['VMware, Inc.', 'Photon', 'Photon OS'],
    ['VMware, Inc.', 'vSphere', undefined],
    ['Fedora Copr - user acme', '', undefined],
    ['obs://build.opensuse.org/home:acme', 'openSUSE Tumbleweed', undefined],
    ['Oracle Corporation', '', undefined],
    ['ACME', 'Fedora Project', undefined],
    ['constructor', '', undefined],
    ['', '', undefined],
  ])('%s, %s: %s', (vendor, distribution, name) => {
    expect(distributionOf({ vendor, distribution })).toBe(name)
  })
})
