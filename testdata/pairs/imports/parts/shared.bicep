@export()
var stages = ['dev', 'prod']

var base = 'contoso'

@export()
var prefix = '${base}-shared'

@export()
func registryName(stage string) string => toLower('${base}${stage}registry')

@export()
type tier = 'Basic' | 'Premium'

@export()
@secure()
type hidden = string
