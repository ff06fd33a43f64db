// acrlint: ignore[admin-user] this call only
module first 'registry.bicep' = {
  name: 'first'
  params: { name: 'contosofirst' }
}

module second 'registry.bicep' = {
  name: 'second'
  params: { name: 'contososecond' }
}

// acrlint: ignore[anonymous-pull] everything that this call makes
module outer 'outer.bicep' = {
  name: 'outer'
}
