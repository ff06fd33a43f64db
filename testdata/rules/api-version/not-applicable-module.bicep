module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  params: {
    name: 'contosoregistry'
    replications: [
      { name: 'northeurope', location: 'northeurope' }
    ]
  }
}
