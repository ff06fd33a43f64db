using 'main.bicep'

param isTest = true
