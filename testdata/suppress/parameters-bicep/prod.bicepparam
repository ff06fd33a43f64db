using 'main.bicep'

param admin = true
