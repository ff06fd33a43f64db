module byArgument 'br/team:registry:v1' = {
  name: 'byArgument'
  params: {
    admin: true
  }
}

module byDefault 'br/team:registry:v1' = {
  name: 'byDefault'
}

module fromSpec 'ts/specs:registry:1.0' = {
  name: 'fromSpec'
}

module notFetched 'br/team:registry:v2' = {
  name: 'notFetched'
}

module fromNobody 'br/nobody:registry:v1' = {
  name: 'fromNobody'
}

output loginServer string = byArgument.outputs.name
