// acrlint: ignore[admin-user] above the first decorator
@description('Whether the admin user is on.')
param adminOne bool = true

@description('Whether the admin user is on.')
// acrlint: ignore[admin-user] between decorator and statement
@sys.metadata({ owner: 'contoso' })
param adminTwo bool = true // acrlint: ignore[anonymous-pull] not here

resource one 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoone'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: adminOne
    // acrlint: ignore[anonymous-pull] public base images until=2027-01-31
    anonymousPullEnabled: true
    publicNetworkAccess: 'Enabled' /* acrlint: ignore[public-network-access] reached by agents of GitHub */
  }
}

// acrlint: ignore[admin-user] each rule
// Whatever else there is to say.
// acrlint: ignore[anonymous-pull] has its
/* acrlint: ignore[public-network-access]
   own reason */
resource two 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosotwo'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: adminTwo
    anonymousPullEnabled: true
  }
}

resource three 'Microsoft.ContainerRegistry/registries@2025-11-01' = { // acrlint: ignore[admin-user, public-network-access] at the end of its first line
  name: 'contosothree'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
    anonymousPullEnabled: true
  } // acrlint: ignore[anonymous-pull] nothing begins on this line
}
