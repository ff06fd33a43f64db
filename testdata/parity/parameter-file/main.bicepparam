using 'main.bicep'

var base = 'contoso'

param name = '${base}registry'
param admin = false
param offices = ['203.0.0.0/8', '203.0.113.0/24']
