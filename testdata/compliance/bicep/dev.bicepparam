using 'main.bicep'

param isProduction = false
